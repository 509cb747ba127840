package dev.parley.host;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** A shop with data and security of its own; {@code reject-not-found} is as Micronaut Security has it. */
    private static final Map<String, Object> SHOP_SETTINGS = Map.of(
            "micronaut.security.intercept-url-map",
            List.of(
                    Map.of("pattern", "/shop/mapped", "access", List.of("isAuthenticated()")),
                    Map.of("pattern", "/host/**", "access", List.of("isAnonymous()"))),
            "datasources.default.url",
            "jdbc:h2:mem:shop",
            "datasources.default.dialect",
            "H2",
            "flyway.datasources.default.enabled",
            true,
            "micronaut.serde.property-naming-strategy",
            "SNAKE_CASE",
            "micronaut.serde.serialization.inclusion",
            "NON_NULL");

    /**
     * Starts the host; further settings come from system properties.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>(SETTINGS);
        if (Boolean.getBoolean("host.shop")) {
            settings.putAll(SHOP_SETTINGS);
        }
        try (ApplicationContext context =
                Micronaut.build(arguments).banner(false).properties(settings).start()) {
            System.out.println(
                    "Host serves at " + context.getBean(EmbeddedServer.class).getURL());
            while (System.in.read() >= 0) {
                // Whoever started this has the other end.
            }
        }
    }
}
