package dev.parley.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What many do at the same time comes out as if they had done it one after the other. */
abstract class ConcurrencySuite extends NumberSuite {

    private static final int CALLERS = 50;

    /** Seen to fail when the registry first looked whether the number was there and then inserted it. */
    @Test
    void oneOfFiftyImportsOfANumberGetsIt() throws Exception {
        for (int round = 0; round < 3; round++) {
            String number = newNumber();
            // Every fifth is of another workspace.
            List<Client> callers = new ArrayList<>();
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                String in = i % 5 == 0 ? workspace + "-" + round + "-" + i : workspace;
                callers.add(i % 5 == 0 ? anonymous().key(keys.all(in)) : client);
                paths.add(path(agents.create(in)));
            }
            List<Reply> replies =
                    atOnce(CALLERS, i -> callers.get(i).post(paths.get(i) + NUMBERS + "/" + number, "{}"));
            assertThat(statuses(replies)).isEqualTo(Map.of(201, 1, 409, CALLERS - 1));
            int winner = IntStream.range(0, CALLERS)
                    .filter(i -> replies.get(i).status() == 201)
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < CALLERS; i++) {
                assertThat(numbers(callers.get(i), paths.get(i))).isEqualTo(i == winner ? List.of(number) : List.of());
            }
            assertAgreement();
        }
    }

    /** Seen to fail, with deadlocks on PostgreSQL, when an import took its numbers in the order of the request. */
    @Test
    void importsThatOverlapAreWholeOrNothing() throws Exception {
        List<String> paths = IntStream.range(0, 16).mapToObj(i -> agent()).toList();
        for (int round = 0; round < 8; round++) {
            // Few of many, in any order; then all, by half of the callers from the other end.
            boolean all = round % 2 == 1;
            List<String> numbers = newNumbers(all ? 40 : 12);
            List<List<String>> wanted = new ArrayList<>();
            for (int i = 0; i < paths.size(); i++) {
                List<String> chosen = new ArrayList<>(numbers);
                if (!all) {
                    Collections.shuffle(chosen, new Random(i));
                } else if (i % 2 == 1) {
                    Collections.reverse(chosen);
                }
                wanted.add(all ? chosen : chosen.subList(0, 3));
            }
            List<Reply> replies = atOnce(paths.size(), i -> client.post(paths.get(i) + NUMBERS, body(wanted.get(i))));
            for (int i = 0; i < paths.size(); i++) {
                assertThat(replies.get(i).status()).as(replies.get(i).text()).isIn(201, 409);
                List<String> got =
                        numbers(paths.get(i)).stream().filter(numbers::contains).toList();
                assertThat(got).isEqualTo(replies.get(i).status() == 201 ? wanted.get(i) : List.of());
            }
            assertThat(statuses(replies)).containsKeys(201, 409);
            assertAgreement();
        }
    }

    /** Seen to fail without the unique key and the lock on the agent. */
    @Test
    void firstImportsAtOnceMakeOneConnector() throws Exception {
        for (String environment : List.of("live", "sandbox")) {
            String agent = agent();
            List<Reply> replies = atOnce(
                    16,
                    i -> client.post(agent + NUMBERS + "/" + newNumber(), "{\"clientEnv\":\"" + environment + "\"}"));
            assertThat(statuses(replies)).isEqualTo(Map.of(201, 16));
            assertThat(connectors(agent)).hasSize(1);
            assertThat(numbers(agent)).hasSize(16);
        }
    }

    /** Seen to fail, with deadlocks on PostgreSQL, when a move held its agents in the order in which it came to them. */
    @Test
    void connectorsThatMoveAreNowhereTwiceAndLoseNoNumber() throws Exception {
        String one = agent();
        String two = agent();
        List<String> numbers = new ArrayList<>();
        for (String agent : List.of(one, two)) {
            for (String environment : List.of("live", "sandbox", "pre-release")) {
                numbers.add(imported(agent, environment));
            }
        }
        List<String> connectors =
                Stream.of(one, two).flatMap(agent -> connectors(agent).stream()).toList();
        List<Reply> replies = atOnce(48, i -> {
            String from = i % 2 == 0 ? one : two;
            String to = i % 2 == 0 ? two : one;
            if (i % 3 == 0) {
                return client.patch(
                        from + CONNECTORS + "/batch",
                        "{\"updates\":"
                                + connectors.stream()
                                        .map(connector -> "{\"connectorId\":\"" + connector + "\",\"projectId\":\""
                                                + id(i % 6 == 0 ? to : from) + "\"}")
                                        .collect(Collectors.joining(",", "[", "]"))
                                + "}");
            }
            return client.patch(
                    from + CONNECTORS + "/" + connectors.get(i % connectors.size()),
                    "{\"projectId\":\"" + id(to) + "\"}");
        });
        assertThat(statuses(replies).keySet()).isSubsetOf(200, 404).contains(200);
        assertThat(Stream.of(one, two).flatMap(agent -> numbers(agent).stream()))
                .containsExactlyInAnyOrderElementsOf(numbers);
        assertAgreement();
    }

    /** Imports, moves, deletions of numbers, connectors and agents, all on the same few things. */
    @Test
    void everythingAtOnceEndsInAgreement() throws Exception {
        List<String> paths = IntStream.range(0, 4).mapToObj(i -> agent()).toList();
        List<String> numbers = newNumbers(8);
        Random random = new Random(17);
        List<Callable<Reply>> requests = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            String agent = paths.get(random.nextInt(paths.size()));
            String other = paths.get(random.nextInt(paths.size()));
            String number = numbers.get(random.nextInt(numbers.size()));
            String next = numbers.get(random.nextInt(numbers.size()));
            int kind = random.nextInt(7);
            requests.add(() -> switch (kind) {
                case 0, 1 -> client.post(agent + NUMBERS + "/" + number, "{}");
                case 2 -> client.post(agent + NUMBERS, body(List.of(number, next)));
                case 3 -> client.delete(agent + NUMBERS + "/" + number);
                case 4 -> client.send("DELETE", agent + NUMBERS, body(List.of(next, number)));
                case 5 ->
                    client.patch(
                            agent + CONNECTORS + "/" + anyConnector(agent), "{\"projectId\":\"" + id(other) + "\"}");
                default -> client.delete(agent + CONNECTORS + "/" + anyConnector(agent));
            });
        }
        List<Reply> replies = atOnce(24, i -> {
            Reply last = null;
            for (int k = i; k < requests.size(); k += 24) {
                last = call(requests.get(k));
                assertThat(last.status()).as(last.text()).isIn(200, 201, 404, 409);
            }
            return java.util.Objects.requireNonNull(last);
        });
        assertThat(replies).hasSize(24);
        awaitAgreement();
        agents.delete(workspace, id(paths.get(0)));
        awaitAgreement();
    }

    private String anyConnector(String agent) {
        List<String> connectors = connectors(agent);
        return connectors.isEmpty() ? "conn_none" : connectors.get(0);
    }

    private static Reply call(Callable<Reply> request) {
        try {
            return request.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Integer, Integer> statuses(List<Reply> replies) {
        Map<Integer, Integer> statuses = new TreeMap<>();
        replies.forEach(reply -> statuses.merge(reply.status(), 1, Integer::sum));
        return statuses;
    }

    /** Sends requests, all at the same moment. */
    private static List<Reply> atOnce(int callers, Function<Integer, Reply> request) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(callers);
        try {
            CyclicBarrier together = new CyclicBarrier(callers);
            List<Future<Reply>> sent = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int number = i;
                sent.add(executor.submit(() -> {
                    together.await();
                    return request.apply(number);
                }));
            }
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> reply : sent) {
                replies.add(reply.get());
            }
            return replies;
        } finally {
            executor.shutdownNow();
        }
    }
}
