package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What has become of the time of a virtual machine's processors, in ticks since it started. While their host lends them to others, nothing
 * on the machine goes on, and no program on it can tell why it waited.
 *
 * @param all NaN where this cannot be told: anywhere but on Linux
 * @param takenAway the part that others had ({@code steal} in proc(5))
 */
record Processors(double all, double takenAway) {

    /** As proc(5) numbers the fields of the line {@code cpu}, of which those after this one are counted in others already. */
    private static final int STEAL = 8;

    static Processors now() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            double[] ticks = lines.findFirst().stream()
                    .flatMap(line -> Stream.of(line.trim().split(" +")).skip(1).limit(STEAL))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return new Processors(DoubleStream.of(ticks).sum(), ticks[STEAL - 1]);
        } catch (IOException e) {
            return new Processors(Double.NaN, Double.NaN);
        }
    }

    /** A sentence on the part of all the time since then that was taken away. */
    String takenAwaySince() {
        Processors now = now();
        return "%.1f %% of the processors' time was taken away by their host"
                .formatted(100 * (now.takenAway - takenAway) / (now.all - all));
    }
}
