package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many callers on one agent: nobody's change is lost, whatever the others do. */
abstract class ConcurrencySuite extends FlowyteSuite {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 500;

    /** Seen to fail when {@code If-Match} was looked at before the draft was locked: 1,231 of the 4,000 increments were left. */
    @Test
    void everyIncrementIsInTheFinalDocument() throws Exception {
        String path = agent("Front desk");
        data(client.patch(path, "{\"avgTicketCents\":0}"), 200);
        atOnce(CLIENTS, number -> {
            for (int done = 0; done < ROUNDS; ) {
                JsonNode agent = data(client.get(path), 200);
                Reply reply = client.with("If-Match", agent.path("version").asText())
                        .patch(
                                path,
                                "{\"avgTicketCents\":"
                                        + (agent.path("avgTicketCents").intValue() + 1) + "}");
                if (reply.status() == 200) {
                    done++;
                } else {
                    problem(reply, 409, "version_conflict");
                }
            }
        });
        JsonNode agent = data(client.get(path), 200);
        assertThat(agent.path("avgTicketCents").intValue()).isEqualTo(CLIENTS * ROUNDS);
        assertThat(agent.path("version").intValue()).isEqualTo(2 + CLIENTS * ROUNDS);
    }

    @Test
    void aNameIsTakenOnceWhoeverWantsIt() throws Exception {
        List<String> agents = IntStream.range(0, CLIENTS)
                .mapToObj(number -> agent("Agent " + number))
                .toList();
        for (int round = 0; round < 20; round++) {
            String name = "{\"name\":\"Wanted " + round + "\"}";
            List<Integer> statuses = new ArrayList<>();
            atOnce(2 * CLIENTS, number -> {
                Reply reply = number < CLIENTS ? client.patch(agents.get(number), name) : client.post(AGENTS, name);
                synchronized (statuses) {
                    statuses.add(reply.status());
                }
            });
            assertThat(statuses).filteredOn(status -> status < 300).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(2 * CLIENTS - 1);
        }
        assertThat(rows("flowyte_agent_name")).isEqualTo(rows("flowyte_agent"));
    }

    @Test
    void publishesAndEditsDoNotMix() throws Exception {
        String path = agent("Front desk");
        atOnce(CLIENTS, number -> {
            for (int round = 0; round < 20; round++) {
                String text = number + " " + round;
                if (number % 2 == 0) {
                    data(client.patch(path, "{\"tone\":\"" + text + "\",\"persona\":\"" + text + "\"}"), 200);
                } else {
                    data(client.post(path + "/publish"), 200);
                }
            }
        });
        JsonNode page = client.get(path + "/versions").expect(200);
        JsonNode versions = page.path("data");
        assertThat(versions).isNotEmpty();
        List<Long> numbers = new ArrayList<>();
        for (JsonNode version : versions) {
            assertThat(version.at("/compiledConfig/tone")).isEqualTo(version.at("/compiledConfig/persona"));
            numbers.add(version.path("version").longValue());
        }
        assertThat(numbers).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(data(client.get(path), 200).path("publishedVersionId"))
                .isEqualTo(versions.path(0).path("id"));
        assertThat(data(client.get(path), 200).path("version").intValue())
                .isEqualTo(1 + CLIENTS / 2 * 20 + page.at("/pagination/total").intValue());
    }

    /** What one of many callers does. */
    @FunctionalInterface
    private interface Work {
        void run(int number);
    }

    private static void atOnce(int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Object>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(Executors.callable(() -> work.run(number)));
            }
            for (Future<Object> one : pool.invokeAll(all)) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
