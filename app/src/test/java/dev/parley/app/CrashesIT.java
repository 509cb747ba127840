package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.Client;
import dev.parley.core.testing.Threads;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the jar while callers work, again and again over one store: what was acknowledged is there, no half of a change is,
 * main's sequence agrees with both, and the service is ready again by itself. {@code -Dparley.crashes.kills=100} is the long form. This
 * is for H2, whose file is the service's own; kills of instances on PostgreSQL are part of {@link ConcurrencyIT}.
 */
final class CrashesIT {

    private static final int KILLS = Integer.getInteger("parley.crashes.kills", 10);
    private static final int CALLERS = 8;

    @TempDir
    private Path directory;

    @Test
    void whatWasAcknowledgedSurvivesKillsOnH2() {
        killAgainAndAgain();
    }

    private void killAgainAndAgain() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        System.out.println("seed " + seed);
        AtomicReference<ParleyProcess> parley = new AtomicReference<>(ParleyProcess.serve(directory, settings()));
        try {
            Crowd crowd = new Crowd(() -> parley.get().client());
            for (int kill = 0; kill < KILLS; kill++) {
                long round = seed + 1000L * kill;
                Thread callers = new Thread(() -> crowd.work(CALLERS, Integer.MAX_VALUE / 2, round));
                int before = crowd.done();
                callers.start();
                await(() -> crowd.done() > before + 30 + (int) (round % 50)
                        || !crowd.faults().isEmpty());
                parley.get().kill();
                crowd.stop();
                Threads.join(callers);
                parley.set(ParleyProcess.serve(directory, settings()));
                crowd.verify();
            }
        } finally {
            parley.get().close();
        }
    }

    @Test
    void withoutItsDatabaseTheServiceSaysSoAndRecovers() throws IOException {
        Path data = Files.createDirectory(directory.resolve("postgres"));
        EmbeddedPostgres first = start(data, 0);
        int port = first.getPort();
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings(first))) {
            Client client = parley.client();
            client.post("/v1/agents", "{\"name\":\"kept\"}").expect(200);
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
            await(() ->
                    ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive).isEmpty());

            for (int i = 0; i < 3; i++) {
                long began = System.nanoTime();
                client.get("/v1/agents").expectError(503, "SERVICE_UNAVAILABLE");
                client.post("/v1/agents", "{\"name\":\"refused\"}").expectError(503, "SERVICE_UNAVAILABLE");
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            }
            assertThat(parley.anonymous().get("/health/readiness").status()).isEqualTo(503);
            assertThat(parley.anonymous().get("/health/liveness").status()).isEqualTo(200);

            // Gives its lock on the directory back; the server itself is gone.
            first.close();
            try (EmbeddedPostgres second = start(data, port)) {
                assertThat(second.getPort()).isEqualTo(port);
                long began = System.nanoTime();
                await(() -> client.get("/v1/agents").status() == 200);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
                assertThat(client.get("/v1/agents").expect(200)).hasSize(1);
                client.post("/v1/agents", "{\"name\":\"again\"}").expect(200);
            }
        }
    }

    /** A server that keeps what it acknowledges. */
    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return DurablePostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private static Map<String, String> settings() {
        return Map.of("PARLEY_BOOTSTRAP_API_KEY", ParleyProcess.KEY);
    }

    private static Map<String, String> settings(EmbeddedPostgres server) {
        Map<String, String> settings = DurablePostgres.settings(server);
        settings.putAll(settings());
        return settings;
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        Threads.await(Duration.ofSeconds(60), condition, () -> "waited for too long");
    }
}
