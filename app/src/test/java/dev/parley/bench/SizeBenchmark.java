package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.DurablePostgres;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints what operations on a whole agent cost over HTTP with a small and with a large agent, on H2 and on PostgreSQL, one caller at a
 * time: how fast topics are imported, and how long branching, merging, publishing, promoting and a page of topics take, beside a request
 * that reads one topic.
 */
final class SizeBenchmark {

    private static final int SMALL = 20;
    private static final int COLD_IMPORTS = 3;
    private static final int IMPORTS = 5;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 41;
    private static final int PAGE = 100;
    private static final String READ = "read a topic";

    private final Client client;
    private final Table table = new Table();
    private int version;

    private SizeBenchmark(Client client) {
        this.client = client;
    }

    static void run(int topics) throws IOException {
        System.out.printf(
                "%,d and %,d topics of about 480 bytes, taking turns. Medians of %d rounds after %d to warm up. ! = beyond the aim.%n",
                SMALL, topics, ROUNDS, WARM_UP);
        Path directory = Files.createTempDirectory("parley-sizes");
        System.out.printf("%nH2%n");
        run(Files.createDirectory(directory.resolve("h2")), Map.of(), topics);
        try (EmbeddedPostgres server = DurablePostgres.builder().start()) {
            System.out.printf("%nPostgreSQL, fsync and synchronous_commit on%n");
            run(Files.createDirectory(directory.resolve("postgresql")), DurablePostgres.settings(server), topics);
        }
    }

    private static void run(Path directory, Map<String, String> settings, int topics) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("PARLEY_BOOTSTRAP_API_KEY", HttpBenchmark.KEY);
        all.put("PARLEY_MAX_IMPORT_BYTES", "1073741824");
        try (Running parley = Running.parley(directory, all)) {
            new SizeBenchmark(parley.client().key(HttpBenchmark.KEY)).measure(topics);
        }
    }

    private void measure(int topics) {
        String body = lines(0, topics, "first");
        List<Double> rates = new ArrayList<>();
        String large = "";
        for (int i = 0; i < COLD_IMPORTS + IMPORTS; i++) {
            large = agent();
            long began = System.nanoTime();
            imported(large + "/branches/main", body);
            rates.add(topics / ((System.nanoTime() - began) / 1e9));
        }
        System.out.printf(
                "import of %,d topics: %,.0f a second, median of %s after %s to warm up%n",
                topics,
                Table.median(rates.subList(COLD_IMPORTS, rates.size()), Double::doubleValue),
                spelled(rates.subList(COLD_IMPORTS, rates.size())),
                spelled(rates.subList(0, COLD_IMPORTS)));
        String small = agent();
        imported(small + "/branches/main", lines(0, SMALL, "first"));
        List<Agent> both = List.of(new Agent(small, SMALL), new Agent(large, topics));
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            if (round == WARM_UP) {
                table.warm();
            }
            for (Agent agent : round % 2 == 0 ? both : List.of(both.get(1), both.get(0))) {
                agent.round();
            }
        }
        table.print();
    }

    private static String spelled(List<Double> rates) {
        return rates.stream().map("%,.0f"::formatted).collect(Collectors.joining(", "));
    }

    private String agent() {
        return "/v1/agents/"
                + client.post("/v1/agents", "{\"name\":\"Size\"}")
                        .expect(200)
                        .path("agentId")
                        .asText();
    }

    private void imported(String branch, String lines) {
        client.with("Content-Type", "application/x-ndjson")
                .post(branch + "/knowledge-base/import", lines)
                .expect(200);
    }

    private static String lines(int from, int to, String what) {
        StringBuilder lines = new StringBuilder();
        IntStream.range(from, to)
                .forEach(i -> lines.append("{\"name\":\"Topic %06d\",\"content\":\"".formatted(i))
                        .append(("Of what the agent knows about " + i + ", the " + what + ". ").repeat(8))
                        .append("\"}\n"));
        return lines.toString();
    }

    /** An agent, and what is done to it again and again. */
    private final class Agent {
        private final String path;
        private final int topics;
        private final String first;
        private final String last;
        private final String topic;

        Agent(String path, int topics) {
            this.path = path;
            this.topics = topics;
            this.first = path + "/branches/main/knowledge-base/topics?limit=" + Math.min(PAGE, topics / 2);
            Reply page = client.get(first);
            this.topic = page.expect(200).path(0).path("id").asText();
            String here = first;
            while (page.next().isPresent()) {
                here = page.next().get();
                page = client.get(here);
                page.expect(200);
            }
            this.last = here;
        }

        void round() {
            String main = path + "/branches/main";
            time(READ, 1.3, "", () -> client.get(main + "/knowledge-base/topics/" + topic));
            if (topics != SMALL) {
                // The columns are first and last instead of small and large.
                page(false, first);
                page(true, last);
            }
            merge(1, 1);
            merge(10, 10);
            imported(main, lines(0, 1, "version " + ++version));
            String deployment = "/deployments/"
                    + time(
                                    "publish",
                                    1.3,
                                    READ,
                                    () -> client.post(path + "/deployments/publish", "{\"environment\":\"sandbox\"}"))
                            .at("/deployment/id")
                            .asText();
            time("promote", 1.3, READ, () -> client.post(path + deployment + "/promote"));
            // As many as a small agent has, or it would not stay small. Last, or it would weigh on what follows.
            merge(Math.min(1000, topics), 1000);
        }

        private void page(boolean isLast, String page) {
            table.time(
                    "a page of " + PAGE + " topics of the large one: first, last",
                    isLast,
                    1.3,
                    READ,
                    () -> client.get(page).expect(200));
        }

        private void merge(int changes, int ofLarge) {
            String branch = path + "/branches/"
                    + time(
                                    "create a branch",
                                    1.3,
                                    READ,
                                    () -> client.post(path + "/branches", "{\"branchName\":\"b" + ++version + "\"}"))
                            .path("branchId")
                            .asText();
            imported(branch, lines(0, changes, "version " + ++version));
            String what = ofLarge <= SMALL
                    ? "merge of " + ofLarge + " changes"
                    : "merge of " + SMALL + " changes, of " + ofLarge;
            time(what, ofLarge <= SMALL ? 2 : 0, READ, () -> client.post(branch + "/merge", "{}"));
        }

        private JsonNode time(String what, double aim, String floor, Supplier<Reply> request) {
            Reply[] reply = new Reply[1];
            table.time(what, topics != SMALL, aim, floor, () -> reply[0] = request.get());
            if (reply[0].status() >= 300) {
                throw new IllegalStateException(what + ": " + reply[0].status() + " " + reply[0].text());
            }
            return reply[0].json();
        }
    }
}
