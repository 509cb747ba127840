package dev.parley.bench;

import dev.parley.app.DurablePostgres;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Threads;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a workspace that asks as fast as it can costs another that asks at an even pace, with limits and without: the jar on PostgreSQL.
 * Prints a table.
 */
final class NeighborBenchmark {

    private static final int CONNECTIONS = 64;
    private static final int PER_SECOND = 200;
    private static final int ROUNDS = 7;

    /** None of them is over its limit by itself. */
    private static final int KEYS = 4;

    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** Under limits it takes several workspaces to warm up what is measured. */
    private static final int OTHERS = 3;

    private static final Duration ROUND = Duration.ofSeconds(20);

    /** The eager one is at it already when the measuring begins. */
    private static final Duration AHEAD = Duration.ofSeconds(2);

    private static final Map<String, String> LIMITS =
            Map.of("PARLEY_LIMIT_PER_KEY", "100/1s", "PARLEY_LIMIT_PER_WORKSPACE", "300/1s");

    private NeighborBenchmark() {}

    static void run() throws Exception {
        System.out.printf(
                "One workspace reads the behavior of an agent %d times a second; another as fast as it can over %d connections. Medians of %d rounds of"
                        + " %d s, taking turns, after %d s to warm up.%n",
                PER_SECOND, CONNECTIONS, ROUNDS, ROUND.toSeconds(), WARM_UP.toSeconds());
        System.out.printf("%-34s %9s %9s %9s %12s%n", "", "p50 ms", "p99 ms", "alone p99", "the other/s");
        Path directory = Files.createTempDirectory("parley-neighbors");
        try (EmbeddedPostgres server = DurablePostgres.builder().start()) {
            Map<String, String> settings = DurablePostgres.settings(server);
            List<String> quiet = workspace(directory, settings, "quiet", KEYS);
            List<String> eager = workspace(directory, settings, "eager", 1);
            List<String> others = new ArrayList<>();
            for (int i = 0; i < OTHERS; i++) {
                others.addAll(workspace(directory, settings, "other-" + i, KEYS - 1));
            }
            measure("without limits", directory, settings, quiet, eager, others);
            settings.putAll(LIMITS);
            measure("with the limits of the README", directory, settings, quiet, eager, others);
        }
    }

    /** Makes a workspace with some keys. */
    private static List<String> workspace(Path directory, Map<String, String> settings, String id, int keys) {
        Running.command(directory, settings, "workspaces", "create", id, "--id", id);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            made.add(Running.command(directory, settings, "keys", "create", "--workspace", id));
        }
        return made;
    }

    private static void measure(
            String what,
            Path directory,
            Map<String, String> settings,
            List<String> quiet,
            List<String> eager,
            List<String> others)
            throws Exception {
        try (Running parley = Running.parley(directory, settings)) {
            Load.Requests reads = reading(parley, quiet);
            Load.Requests flood = reading(parley, eager);
            Load.closed(parley.address(), CONNECTIONS, WARM_UP, reading(parley, others));
            List<Load.Sample> alone = new ArrayList<>();
            List<Load.Sample> beside = new ArrayList<>();
            List<Load.Sample> floods = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                alone.add(Load.open(parley.address(), CONNECTIONS, PER_SECOND, ROUND, reads));
                List<Load.Sample> both = both(parley, reads, flood, ROUND);
                beside.add(both.get(0));
                floods.add(both.get(1));
            }
            System.out.printf(
                    "%-34s %9.2f %9.2f %9.2f %12.0f%n",
                    what,
                    millis(beside, 0.5),
                    millis(beside, 0.99),
                    millis(alone, 0.99),
                    Table.median(floods, Load.Sample::perSecond));
        }
    }

    private static List<Load.Sample> both(Running parley, Load.Requests reads, Load.Requests flood, Duration time)
            throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Load.Sample> flooded =
                    other.submit(() -> Load.closed(parley.address(), CONNECTIONS, time.plus(AHEAD), flood));
            Threads.pause(AHEAD.toMillis());
            Load.Sample read = Load.open(parley.address(), CONNECTIONS, PER_SECOND, time, reads);
            if (read.errors() > 0) {
                throw new IOException(read.errors() + " errors");
            }
            return List.of(read, flooded.get());
        } finally {
            other.shutdown();
        }
    }

    /** Reads with each of some keys in turn. */
    private static Load.Requests reading(Running parley, List<String> keys) {
        List<byte[]> requests = new ArrayList<>();
        for (String key : keys) {
            Client client = parley.client().key(key);
            String agent = client.post("/v1/agents", "{\"name\":\"Neighbor\"}")
                    .expect(200)
                    .path("agentId")
                    .asText();
            requests.add(("GET /v1/agents/" + agent
                            + "/branches/main/behavior HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + key + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        return (connection, number) -> requests.get((int) (number % requests.size()));
    }

    private static double millis(List<Load.Sample> samples, double quantile) {
        return Table.median(samples, sample -> sample.millis(quantile));
    }
}
