package dev.parley.host;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.util.Map;

/** Serves until its standard input ends. */
public final class HostApplication {

    private HostApplication() {}

    /** JSON settings that differ from Serde's defaults wherever an answer could show it. */
    private static final Map<String, Object> SETTINGS = Map.of(
            "host", true,
            "micronaut.server.port", -1,
            "micronaut.serde.serialization.inclusion", "NON_EMPTY",
            "micronaut.serde.serialization.always-serialize-errors-as-list", false,
            "micronaut.serde.serialization.sort-properties-alphabetically", true,
            "micronaut.serde.deserialization.ignore-unknown", false,
            "micronaut.serde.time-write-shape", "DECIMAL",
            "micronaut.serde.property-naming-strategy", "SNAKE_CASE",
            "micronaut.serde.jackson.pretty-print", true);

    /**
     * Starts the host; further settings come from system properties.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        try (ApplicationContext context =
                Micronaut.build(arguments).banner(false).properties(SETTINGS).start()) {
            System.out.println(
                    "Host serves at " + context.getBean(EmbeddedServer.class).getURL());
            while (System.in.read() >= 0) {
                // Whoever started this has the other end.
            }
        }
    }
}
