package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.bench.Followers;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.TestDatabases;
import dev.parley.core.testing.Threads;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Config pages through two instances of the jar on one PostgreSQL, and what one instance holds out. */
final class RealtimeConfigIT {

    private static final int WRITERS = 8;
    private static final int WRITES = Integer.getInteger("parley.configs.writes", 2000);
    private static final int FOLLOWERS = 1000;

    @TempDir
    private Path directory;

    private static Map<String, String> onPostgreSql() {
        Map<String, String> settings = new HashMap<>(onH2());
        settings.put("PARLEY_DATABASE_URL", TestDatabases.postgreSqlUrl());
        settings.put("PARLEY_DATABASE_USER", "postgres");
        settings.put("PARLEY_DATABASE_PASSWORD", "postgres");
        return settings;
    }

    private static Map<String, String> onH2() {
        return Map.of("PARLEY_BOOTSTRAP_API_KEY", ParleyProcess.KEY);
    }

    /** Creates an agent and returns the path of its live page. */
    private static String page(ParleyProcess parley) {
        return "/v1/agents/"
                + parley.client()
                        .post("/v1/agents", "{\"name\":\"a\"}")
                        .expect(200)
                        .path("agentId")
                        .asText()
                + "/real-time-configs/live";
    }

    private static JsonNode patch(Client client, String page, String variables) {
        return client.patch(page + "/variables", "{\"variables\":" + variables + "}")
                .expect(200);
    }

    @Test
    void whatOneInstanceAcknowledgedIsInTheNextReadFromTheOtherAndNoKeyIsLost() {
        Map<String, String> settings = onPostgreSql();
        try (ParleyProcess one = ParleyProcess.serve(directory, settings);
                ParleyProcess two = ParleyProcess.serve(directory, settings)) {
            String page = page(one);
            for (int i = 0; i < 100; i++) {
                Client writer = (i % 2 == 0 ? one : two).client();
                Client reader = (i % 2 == 0 ? two : one).client();
                JsonNode written = patch(writer, page, "{\"i\":" + i + "}");
                assertThat(reader.get(page).expect(200)).isEqualTo(written);
            }
            Queue<String> moments = new ConcurrentLinkedQueue<>();
            List<Runnable> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                Client client = (w % 2 == 0 ? one : two).client();
                String name = "key" + w;
                writers.add(() -> {
                    String before = "";
                    for (int i = 1; i <= WRITES / WRITERS; i++) {
                        String moment = patch(client, page, "{\"" + name + "\":" + i + "}")
                                .path("lastUpdated")
                                .asText();
                        assertThat(moment).isGreaterThan(before);
                        before = moment;
                        moments.add(moment);
                    }
                });
            }
            together(writers);
            assertThat(moments).hasSize(WRITES / WRITERS * WRITERS).doesNotHaveDuplicates();
            JsonNode variables = two.client().get(page).expect(200).path("variables");
            for (int w = 0; w < WRITERS; w++) {
                assertThat(variables.path("key" + w).asInt()).isEqualTo(WRITES / WRITERS);
            }
        }
    }

    /** Seen to fail without the lock of the pending changes: two instances made a change twice. */
    @Test
    void aScheduledChangeIsMadeOnceAlsoWhenAnInstanceIsKilledAtThatMoment() {
        Map<String, String> settings = onPostgreSql();
        try (ParleyProcess one = ParleyProcess.serve(directory, settings)) {
            String page = page(one);
            int changes = 0;
            for (int round = 0; round < 3; round++) {
                try (ParleyProcess two = ParleyProcess.serve(directory, settings)) {
                    Instant at = Instant.now().plusMillis(2500);
                    // As many as can be scheduled in time, however busy the machine is.
                    for (int i = 0; i < 30 && (i == 0 || Instant.now().isBefore(at.minusMillis(1000))); i++) {
                        changes++;
                        one.client()
                                .post(
                                        page + "/scheduled-changes",
                                        "{\"at\":\"" + at + "\",\"variables\":{\"v" + changes + "\":1}}")
                                .expect(201);
                    }
                    Threads.pause(Duration.between(Instant.now(), at).toMillis() + 50L * round);
                    two.kill();
                }
                int expected = changes;
                await(() -> one.client().get(page).expect(200).path("variables").size() == expected);
                JsonNode history =
                        one.client().get(page + "/history").expect(200).path("history");
                assertThat(history).hasSize(expected);
                assertThat(one.client()
                                .get(page + "/scheduled-changes")
                                .expect(200)
                                .findValuesAsText("status"))
                        .hasSize(expected)
                        .containsOnly("applied");
            }
        }
    }

    @Test
    void aThousandFollowersSeeEveryChangeWhicheverInstanceMadeIt() {
        Map<String, String> settings = onPostgreSql();
        try (ParleyProcess one = ParleyProcess.serve(directory, settings);
                ParleyProcess two = ParleyProcess.serve(directory, settings)) {
            follow(one, two);
        }
    }

    @Test
    void aThousandFollowersSeeEveryChangeOnH2() {
        try (ParleyProcess one = ParleyProcess.serve(directory, onH2())) {
            follow(one, one);
        }
    }

    private static void follow(ParleyProcess followed, ParleyProcess written) {
        String page = page(followed);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), followed.port());
        try (Followers followers = new Followers(address, page + "/stream", ParleyProcess.KEY, FOLLOWERS)) {
            followers.await(0);
            for (int i = 1; i <= 20; i++) {
                patch(written.client(), page, "{\"i\":" + i + "}");
            }
            followers.await(20);
            assertThat(followers.missing(1, 20)).isZero();
        }
        assertThat(followed.output()).doesNotContain("ERROR");
    }

    /** What catastrophic patterns, doublings and deep nesting cost is bounded, so others are served meanwhile. */
    @Test
    void hostileSchemasDoNotKeepOthersWaiting() {
        try (ParleyProcess parley = ParleyProcess.serve(directory, onH2())) {
            String page = page(parley);
            StringBuilder doublings = new StringBuilder("{\"$ref\":\"#/definitions/d0\",\"definitions\":{");
            for (int i = 0; i < 40; i++) {
                String next = "{\"$ref\":\"#/definitions/d" + (i + 1) + "\"}";
                doublings.append("\"d" + i + "\":{\"allOf\":[" + next + "," + next + "]},");
            }
            doublings.append("\"d40\":{}}}");
            List<String> hostile = List.of(
                    doublings.toString(),
                    "{\"properties\":{\"a\":{\"pattern\":\"((((a{100}){100}){100}){100}){100}\"}}}",
                    "{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}",
                    "{\"$ref\":\"#\"}",
                    "{\"not\":".repeat(5000) + "{}" + "}".repeat(5000));
            patch(parley.client(), page, "{\"a\":\"" + "a".repeat(100_000) + "!\"}");
            List<Runnable> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String schema = hostile.get(i % hostile.size());
                callers.add(() -> {
                    for (int n = 0; n < 5; n++) {
                        long began = System.nanoTime();
                        assertThat(parley.client()
                                        .send("PUT", page + "/schema?dryRun=true", "{\"schema\":" + schema + "}")
                                        .status())
                                .isIn(200, 400);
                        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
                    }
                });
            }
            callers.add(() -> {
                for (int n = 0; n < 20; n++) {
                    parley.client().get("/v1/agents").expect(200);
                }
            });
            together(callers);
            assertThat(parley.output()).doesNotContain("OutOfMemory").doesNotContain("ERROR");
        }
    }

    private static void together(List<Runnable> callers) {
        Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
        List<Thread> threads = callers.stream().map(Thread::new).toList();
        threads.forEach(thread -> {
            thread.setUncaughtExceptionHandler((of, fault) -> faults.add(fault));
            thread.start();
        });
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        assertThat(faults).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        Threads.await(Duration.ofSeconds(30), condition, () -> "waited for too long");
    }
}
