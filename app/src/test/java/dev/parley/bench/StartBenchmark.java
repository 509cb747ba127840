package dev.parley.bench;

import dev.parley.core.testing.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How long the jar takes from its start to its first answer, on an embedded store that is there already, and how much memory it takes when
 * nothing is asked of it: beside a bare Micronaut application on the same libraries, both with an archive of their classes.
 */
final class StartBenchmark {

    private static final int ROUNDS = 9;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private StartBenchmark() {}

    private record Start(double millis, double processorMillis, double mebibytes) {}

    static void run() throws IOException {
        Path directory = Files.createTempDirectory("parley-start");
        Map<String, String> settings = Map.of("PARLEY_BOOTSTRAP_API_KEY", HttpBenchmark.KEY);
        Map<String, String> floor =
                Map.of("datasources.default.url", "jdbc:h2:file:" + directory.resolve("floor") + ";MODE=PostgreSQL");
        Path archive = directory.resolve("parley.jsa");
        Path floorArchive = directory.resolve("floor.jsa");
        Running.command(directory, Map.of(), List.of("-XX:ArchiveClassesAtExit=" + archive), "rehearse");
        Running.parley(directory, settings).close();
        Running.floor(directory, floor, List.of("-XX:ArchiveClassesAtExit=" + floorArchive))
                .close();
        List<Start> own = new ArrayList<>();
        List<Start> bare = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            own.add(start(() -> Running.parley(directory, settings, List.of("-XX:SharedArchiveFile=" + archive))));
            bare.add(start(() -> Running.floor(directory, floor, List.of("-XX:SharedArchiveFile=" + floorArchive))));
        }
        System.out.printf(
                "%nMedians of %d starts each, taking turns, on %d processors; memory after %d s without a request%n%n%-32s %14s %8s %9s %8s%n",
                ROUNDS,
                Runtime.getRuntime().availableProcessors(),
                IDLE.toSeconds(),
                "",
                "first answer ms",
                "/ floor",
                "CPU ms",
                "RSS MiB");
        print("a bare Micronaut application", bare, bare);
        print("Parley", own, bare);
    }

    private static Start start(Supplier<Running> starting) {
        long began = System.nanoTime();
        try (Running running = starting.get()) {
            double millis = (System.nanoTime() - began) / 1e6;
            double processorMillis = running.processorTime().toNanos() / 1e6;
            Threads.pause(IDLE.toMillis());
            return new Start(millis, processorMillis, running.residentMebibytes());
        }
    }

    private static void print(String what, List<Start> starts, List<Start> floor) {
        System.out.printf(
                "%-32s %,14.0f %8.2f %,9.0f %8.0f%n",
                what,
                Table.median(starts, Start::millis),
                Table.median(starts, Start::millis) / Table.median(floor, Start::millis),
                Table.median(starts, Start::processorMillis),
                Table.median(starts, Start::mebibytes));
    }
}
