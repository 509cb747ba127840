package dev.parley.bench.floor;

import io.micronaut.runtime.Micronaut;

/** The least that a Micronaut application does for a request; see {@link FloorController}. */
public final class FloorApplication {

    private FloorApplication() {}

    /** Serves until its process ends; configured by system properties. */
    public static void main(String[] arguments) {
        Micronaut.build(arguments)
                .mainClass(FloorApplication.class)
                .banner(false)
                .start();
    }
}
