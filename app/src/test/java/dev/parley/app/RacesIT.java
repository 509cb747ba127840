package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.Client;
import dev.parley.core.testing.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 16 callers on one agent, through the jar on H2: nothing acknowledged is lost, main's sequence counts every acknowledged change and no
 * other, disjoint merges all land, and no write is refused because another was faster. {@code -Dparley.races.requests=100000} is the long
 * form. On PostgreSQL, {@link ConcurrencyIT} shows this and more.
 */
final class RacesIT {

    private static final int CALLERS = 16;
    private static final int REQUESTS = Integer.getInteger("parley.races.requests", 3000);

    @TempDir
    private Path directory;

    @Test
    void oneInstanceOnH2LosesNothing() {
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings())) {
            race(parley);
        }
    }

    private static void race(ParleyProcess parley) {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Crowd crowd = new Crowd(parley::client);
        crowd.work(CALLERS, REQUESTS, seed);
        crowd.verify();
        assertThat(parley.output()).doesNotContain("ERROR");
    }

    /**
     * Contention for one row with half of the writes refused by a rule, which is where H2 by itself takes back committed updates: with
     * the lock taken out of {@code DatabaseDialect.H2} this fails.
     */
    @Test
    void refusedWritesTakeNothingBackOnH2() {
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings())) {
            Client client = parley.client();
            String agent = "/v1/agents/"
                    + client.post("/v1/agents", "{\"name\":\"a\"}")
                            .expect(200)
                            .path("agentId")
                            .asText();
            AtomicInteger names = new AtomicInteger();
            AtomicInteger created = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                threads.add(new Thread(() -> {
                    while (created.get() + refused.get() < REQUESTS) {
                        // Every name is tried twice, so about every second write is refused.
                        String name = "name " + names.getAndIncrement() / 2;
                        int status = client.post(agent + "/branches/main/attributes", "{\"name\":\"" + name + "\"}")
                                .status();
                        assertThat(status).isIn(201, 409);
                        (status == 201 ? created : refused).incrementAndGet();
                    }
                }));
            }
            threads.forEach(Thread::start);
            threads.forEach(Threads::join);
            assertThat(refused.get()).isPositive();
            assertThat(client.get(agent + "/branches/main/attributes")
                            .expect(200)
                            .path("attributes"))
                    .hasSize(created.get());
            assertThat(client.post(agent + "/branches", "{\"branchName\":\"check\"}")
                            .expect(201)
                            .path("sequenceId")
                            .asText())
                    .isEqualTo(Integer.toString(1 + created.get()));
        }
    }

    private static Map<String, String> settings() {
        return Map.of("PARLEY_BOOTSTRAP_API_KEY", ParleyProcess.KEY);
    }
}
