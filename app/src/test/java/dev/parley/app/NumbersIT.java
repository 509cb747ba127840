package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import dev.parley.core.testing.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 50 imports of one number at the same moment, through two instances of the jar on one PostgreSQL and through one on H2: exactly one gets
 * it, the others are told that it is taken.
 *
 * <p>Seen to fail when the registry looked whether it had the number before it added it, instead of leaving that to the database.
 */
final class NumbersIT {

    private static final int CALLERS = 50;

    @TempDir
    private Path directory;

    @Test
    void oneOfFiftyImportsThroughTwoInstancesGetsTheNumber() throws Exception {
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("PARLEY_DATABASE_URL", TestDatabases.postgreSqlUrl());
        settings.put("PARLEY_DATABASE_USER", "postgres");
        settings.put("PARLEY_DATABASE_PASSWORD", "postgres");
        try (ParleyProcess one = ParleyProcess.serve(directory, settings);
                ParleyProcess two = ParleyProcess.serve(directory, settings)) {
            race(List.of(one, two));
        }
    }

    @Test
    void oneOfFiftyImportsOnH2GetsTheNumber() throws Exception {
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings())) {
            race(List.of(parley));
        }
    }

    private static void race(List<ParleyProcess> instances) throws Exception {
        Client client = instances.get(0).client();
        List<String> agents = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            agents.add("/v1/agents/"
                    + client.post("/v1/agents", "{\"name\":\"one of many\"}")
                            .expect(200)
                            .path("agentId")
                            .asText()
                    + "/telephony/phone-numbers");
        }
        ExecutorService executor = Executors.newFixedThreadPool(CALLERS);
        try {
            for (int round = 0; round < 5; round++) {
                String number = "+1202555010" + round;
                CyclicBarrier together = new CyclicBarrier(CALLERS);
                List<Future<Reply>> sent = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    Client caller = instances.get(i % instances.size()).client();
                    String path = agents.get(i) + "/" + number;
                    sent.add(executor.submit(() -> {
                        together.await();
                        return caller.post(path, "{}");
                    }));
                }
                List<String> owners = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    Reply reply = sent.get(i).get();
                    assertThat(reply.status()).as(reply.text()).isIn(201, 409);
                    if (reply.status() == 201) {
                        owners.add(agents.get(i));
                    } else {
                        reply.expectError(409, "PHONE_NUMBERS_ALREADY_EXISTS");
                    }
                }
                assertThat(owners).hasSize(1);
                for (String agent : agents) {
                    assertThat(client.get(agent + "/" + number).status())
                            .isEqualTo(agent.equals(owners.get(0)) ? 200 : 404);
                }
            }
        } finally {
            executor.shutdownNow();
        }
        instances.forEach(instance -> assertThat(instance.output()).doesNotContain("ERROR"));
    }

    private static Map<String, String> settings() {
        return Map.of("PARLEY_BOOTSTRAP_API_KEY", ParleyProcess.KEY);
    }
}
