package dev.parley.bench.floor;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micronaut.runtime.Micronaut;
import org.slf4j.LoggerFactory;

/** The least that a Micronaut application does for a request; see {@link FloorController}. */
public final class FloorApplication {

    private FloorApplication() {}

    /** Serves until its process ends; configured by system properties. */
    public static void main(String[] arguments) {
        // Else every step would be logged.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Micronaut.build(arguments)
                .mainClass(FloorApplication.class)
                .banner(false)
                .start();
    }
}
