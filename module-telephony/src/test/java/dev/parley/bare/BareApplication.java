package dev.parley.bare;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.util.Map;

/** Serves until its standard input ends. */
public final class BareApplication {

    private BareApplication() {}

    /**
     * Starts the application; its data source comes from system properties.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        try (ApplicationContext context = Micronaut.build(arguments)
                .banner(false)
                .properties(Map.of("bare", true, "micronaut.server.port", -1))
                .start()) {
            System.out.println(
                    "Bare serves at " + context.getBean(EmbeddedServer.class).getURL());
            while (System.in.read() >= 0) {
                // Whoever started this has the other end.
            }
        }
    }
}
