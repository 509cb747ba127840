package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.DurablePostgres;
import dev.parley.app.PackedPlugin;
import dev.parley.core.testing.Client;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests a second of the jar, and what they take, beside those of a bare Micronaut application on the same libraries and the same
 * database, and beside {@code pgbench} where that is installed: all rows take turns in one run. Prints a table for each database.
 */
final class HttpBenchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofSeconds(60);
    private static final int MANY_CONNECTIONS = 64;
    private static final int AGENTS = 64;
    private static final int TOPICS = 100;
    private static final int SHADOWED = 10;
    private static final int FLOOR_ROWS = 1000;

    private static final String NOTHING = "floor a: a bare endpoint";
    private static final String SELECT = "floor b: one select by primary key";
    private static final String BEHAVIOR = "behavior";
    private static final String TOPIC_PATCH = "topic PATCH, over 64 agents";
    private static final String UPDATE = "floor c: one row updated in a transaction";

    private static final String NO_OP = "nothing, authenticated";

    /**
     * What is around every request and can be switched off, with the settings that do. Each is a process that does nothing else, and so is
     * the one to compare them with: code that has seen many kinds of requests is compiled to something slower.
     */
    private static final Map<String, Map<String, String>> PARTS = new TreeMap<>(Map.of(
            "in a process of its own", Map.of(),
            "without its line in the log", Map.of("LOGGER_LEVELS_PARLEY_REQUESTS", "OFF"),
            "without metrics", Map.of("MICRONAUT_METRICS_ENABLED", "false")));

    static final String KEY = "benchmark-key-of-thirty-two-bytes";

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Plan plan;
    private final Optional<PgBench> pgBench;

    /**
     * What to measure.
     *
     * @param connections how many at once, one table for each
     * @param only which rows beside the floors, where it is not all of them
     * @param stores on which of {@code postgresql}, {@code two-instances} and {@code h2}
     */
    record Plan(Duration time, int rounds, List<Integer> connections, Optional<Pattern> only, List<String> stores) {

        boolean has(String row) {
            return only.isEmpty() || only.get().matcher(row).find();
        }
    }

    /**
     * @param servers what the connections are spread over
     * @param floor the name of the row to compare with; its own for a floor
     */
    private record Row(List<Running> servers, String floor, Load.Requests requests) {

        List<InetSocketAddress> addresses() {
            return servers.stream().map(Running::address).toList();
        }

        Duration processorTime() {
            return servers.stream().map(Running::processorTime).reduce(Duration.ZERO, Duration::plus);
        }
    }

    private record Result(Load.Sample sample, double processorMicros) {}

    private HttpBenchmark(Plan plan, Optional<PgBench> pgBench) {
        this.plan = plan;
        this.pgBench = pgBench;
    }

    static void run(Plan plan) throws Exception {
        System.out.printf(
                "%d agents with %d topics each. Medians of %d rounds of %d s, all rows taking turns, after %d s to warm up each row. Load, service"
                        + " and database share %d processors.%n",
                AGENTS,
                TOPICS,
                plan.rounds(),
                plan.time().toSeconds(),
                WARM_UP.toSeconds(),
                Runtime.getRuntime().availableProcessors());
        Path directory = Files.createTempDirectory("parley-bench");
        try (EmbeddedPostgres server = DurablePostgres.builder().start()) {
            String url = DurablePostgres.url(server);
            Map<String, String> settings = DurablePostgres.settings(server);
            Map<String, String> floor = Map.of(
                    "datasources.default.url", url,
                    "datasources.default.username", "postgres",
                    "datasources.default.password", "postgres");
            if (plan.stores().contains("postgresql")) {
                System.out.printf("%nPostgreSQL, fsync and synchronous_commit on%n");
                new HttpBenchmark(plan, PgBench.on(server.getPort(), plan.time()))
                        .measure(Files.createDirectory(directory.resolve("postgresql")), 1, settings, floor);
            }
            if (plan.stores().contains("two-instances")) {
                System.out.printf("%nPostgreSQL, two instances%n");
                new HttpBenchmark(plan, Optional.empty())
                        .measure(Files.createDirectory(directory.resolve("two")), 2, settings, floor);
            }
        }
        if (plan.stores().contains("h2")) {
            System.out.printf("%nH2%n");
            new HttpBenchmark(plan, Optional.empty())
                    .measure(
                            Files.createDirectory(directory.resolve("h2")),
                            1,
                            Map.of(),
                            Map.of(
                                    "datasources.default.url",
                                    "jdbc:h2:file:" + directory.resolve("floor")
                                            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;RETENTION_TIME=1000"));
        }
    }

    private void measure(Path directory, int instances, Map<String, String> settings, Map<String, String> floor)
            throws IOException {
        PackedPlugin.pack(
                Files.createDirectory(directory.resolve("plugins")).resolve("nothing.jar"),
                "dev.parley.nothing",
                Path.of("src", "test", "nothing-plugin"));
        Map<String, String> all = new HashMap<>(settings);
        all.put("PARLEY_BOOTSTRAP_API_KEY", KEY);
        Map<String, String> properties = new HashMap<>(floor);
        properties.put("datasources.default.maximum-pool-size", "12");
        List<Running> parley = new ArrayList<>();
        List<Running> parts = new ArrayList<>();
        try (Running bare = Running.floor(directory, properties)) {
            for (int i = 0; i < instances; i++) {
                parley.add(Running.parley(directory, all));
            }
            floors(bare);
            reads(parley, NO_OP, NOTHING, "/v1/nothing");
            reads(parley, NO_OP + ", on the executor of operations", NOTHING, "/v1/nothing/in-turn");
            if (instances == 1 && settings.containsKey("PARLEY_DATABASE_URL")) {
                for (Map.Entry<String, Map<String, String>> off : PARTS.entrySet()) {
                    String row = NO_OP + ", " + off.getKey();
                    if (plan.has(row)) {
                        Map<String, String> without = new HashMap<>(all);
                        without.putAll(off.getValue());
                        Running part = Running.parley(directory, without);
                        parts.add(part);
                        reads(List.of(part), row, NOTHING, "/v1/nothing");
                    }
                }
            }
            seed(parley);
            warmUp();
            for (int connections : plan.connections()) {
                Processors before = Processors.now();
                print(connections, sample(connections));
                System.out.println(before.takenAwaySince());
                if (connections == PgBench.CLIENTS) {
                    pgBench.ifPresent(PgBench::print);
                }
            }
            for (String what : List.of(BEHAVIOR, TOPIC_PATCH)) {
                if (plan.has(what)) {
                    steady(what);
                }
            }
        } finally {
            parley.forEach(Running::close);
            parts.forEach(Running::close);
        }
    }

    /**
     * A minute at the highest rate, and one at half of it, whatever becomes of the requests before; and one of its floor at that rate, since
     * no answer is sooner than the machine allows.
     */
    private void steady(String what) {
        Row row = rows.get(what);
        Load.Sample most = Load.closed(row.addresses(), MANY_CONNECTIONS, STEADY, row.requests());
        double half = most.perSecond() / 2;
        System.out.printf("%n%s, %d connections for 60 s: %s%n", what, MANY_CONNECTIONS, described(most));
        for (String each : List.of(what, row.floor())) {
            Row paced = rows.get(each);
            Processors before = Processors.now();
            Load.Sample sample =
                    Load.open(paced.servers().get(0).address(), MANY_CONNECTIONS, half, STEADY, paced.requests());
            System.out.printf(
                    "%s at half of that, on one instance, open loop: %s%n%s%n",
                    each, described(sample), before.takenAwaySince());
        }
    }

    private static String described(Load.Sample sample) {
        return "%,.0f/s, p50 %.1f ms, p99 %.1f ms, %d errors"
                .formatted(sample.perSecond(), sample.millis(0.5), sample.millis(0.99), sample.errors());
    }

    private void floors(Running bare) {
        rows.put(
                NOTHING, new Row(List.of(bare), NOTHING, (connection, number) -> request("GET", "/floor/nothing", "")));
        rows.put(
                SELECT,
                new Row(
                        List.of(bare),
                        SELECT,
                        (connection, number) -> request("GET", "/floor/rows/" + number % FLOOR_ROWS, "")));
        rows.put(
                UPDATE,
                new Row(
                        List.of(bare),
                        UPDATE,
                        (connection, number) -> request("PATCH", "/floor/rows/" + number % FLOOR_ROWS, "")));
    }

    private void seed(List<Running> parley) {
        Client client = parley.get(0).client().key(KEY);
        List<String> agents = new ArrayList<>();
        List<List<String>> topics = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            String agent = "/v1/agents/" + id(client, "/v1/agents", "{\"name\":\"Agent " + i + "\"}", "agentId");
            agents.add(agent);
            client.send(
                            "PUT",
                            agent + "/real-time-configs/live",
                            "{\"schema\":{\"type\":\"object\",\"properties\":{\"open_hour\":{\"type\":\"integer\"}}},"
                                    + "\"variables\":{\"open_hour\":9,\"greeting\":\"Welcome\",\"holidays\":[\"2026-12-25\"]}}")
                    .expect(200);
            List<String> ofAgent = new ArrayList<>();
            for (int j = 0; j < (i == 0 ? TOPICS : 20); j++) {
                ofAgent.add(id(client, agent + "/branches/main/knowledge-base/topics", topic("Topic " + j, j), "id"));
            }
            topics.add(ofAgent);
        }
        String first = agents.get(0);
        String main = first + "/branches/main";
        String branch =
                first + "/branches/" + id(client, first + "/branches", "{\"branchName\":\"shadows\"}", "branchId");
        for (int i = 0; i < SHADOWED; i++) {
            client.patch(branch + "/knowledge-base/topics/" + topics.get(0).get(i), "{\"content\":\"Shadowed\"}")
                    .expect(204);
        }
        Client flowyte = parley.get(0).client().with("Authorization", "Bearer " + KEY);
        List<String> voices = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            voices.add("/api/v1/agents/"
                    + flowyte.post("/api/v1/agents", "{\"name\":\"Front desk " + i + "\"}")
                            .expect(201)
                            .at("/data/id")
                            .asText());
        }

        reads(parley, "a config page", SELECT, first + "/real-time-configs/live");
        reads(parley, BEHAVIOR, SELECT, main + "/behavior");
        List<byte[]> behaviors = agents.stream()
                .map(agent -> request("GET", agent + "/branches/main/behavior", ""))
                .toList();
        reads(
                parley,
                "behavior, over " + AGENTS + " agents",
                SELECT,
                (connection, number) -> behaviors.get((int) (number % AGENTS)));
        reads(
                parley,
                "a topic on main",
                SELECT,
                main + "/knowledge-base/topics/" + topics.get(0).get(50));
        reads(
                parley,
                "a topic on a branch that shadows " + SHADOWED,
                SELECT,
                branch + "/knowledge-base/topics/" + topics.get(0).get(50));
        reads(parley, "a page of 100 topics", SELECT, main + "/knowledge-base/topics?limit=100");
        reads(parley, "a page of 64 agents", SELECT, "/v1/agents?limit=64");
        reads(parley, "a Flowyte agent", SELECT, voices.get(0));
        writes(
                parley,
                "config PATCH, over 64 agents",
                (connection, number) -> request(
                        "PATCH",
                        agents.get((int) (number % AGENTS)) + "/real-time-configs/live/variables",
                        "{\"variables\":{\"open_hour\":" + number + "}}"));
        writes(
                parley,
                "config PATCH, all on one agent",
                (connection, number) -> request(
                        "PATCH",
                        first + "/real-time-configs/live/variables",
                        "{\"variables\":{\"open_hour\":" + number + "}}"));
        writes(parley, TOPIC_PATCH, (connection, number) -> {
            int agent = (int) (number % AGENTS);
            return request(
                    "PATCH",
                    agents.get(agent) + "/branches/main/knowledge-base/topics/"
                            + topics.get(agent).get((int) (number / AGENTS % 20)),
                    "{\"content\":\"" + text(number) + "\"}");
        });
        writes(
                parley,
                "topic PATCH, all on one agent",
                (connection, number) -> request(
                        "PATCH",
                        main + "/knowledge-base/topics/" + topics.get(0).get((int) (number % TOPICS)),
                        "{\"content\":\"" + text(number) + "\"}"));
        writes(
                parley,
                "topic create, over 64 agents",
                (connection, number) -> request(
                        "POST",
                        agents.get((int) (number % AGENTS)) + "/branches/main/knowledge-base/topics",
                        topic("New " + System.nanoTime(), number)));
        writes(
                parley,
                "Flowyte agent PATCH, over 64 agents",
                (connection, number) ->
                        request("PATCH", voices.get((int) (number % AGENTS)), "{\"tone\":\"warm " + number + "\"}"));
    }

    private void reads(List<Running> parley, String what, String floor, String path) {
        byte[] request = request("GET", path, "");
        reads(parley, what, floor, (connection, number) -> request);
    }

    private void reads(List<Running> parley, String what, String floor, Load.Requests requests) {
        if (plan.has(what)) {
            rows.put(what, new Row(parley, floor, requests));
        }
    }

    private void writes(List<Running> parley, String what, Load.Requests requests) {
        if (plan.has(what)) {
            rows.put(what, new Row(parley, UPDATE, requests));
        }
    }

    /** Each row as long as its floor: what ran for a shorter while would be measured half compiled. */
    private void warmUp() {
        rows.forEach((what, row) -> {
            Load.Sample sample = Load.closed(row.addresses(), 16, WARM_UP, row.requests());
            if (sample.errors() > 0) {
                throw new IllegalStateException(what + ": " + sample.errors() + " errors");
            }
        });
    }

    private Map<String, List<Result>> sample(int connections) {
        Map<String, List<Result>> results = new LinkedHashMap<>();
        for (int round = 0; round < plan.rounds(); round++) {
            rows.forEach((what, row) -> {
                Duration before = row.processorTime();
                Load.Sample sample = Load.closed(row.addresses(), connections, plan.time(), row.requests());
                double micros = row.processorTime().minus(before).toNanos() / 1e3 / sample.nanos().length;
                results.computeIfAbsent(what, name -> new ArrayList<>()).add(new Result(sample, micros));
            });
            if (connections == PgBench.CLIENTS) {
                pgBench.ifPresent(PgBench::round);
            }
        }
        return results;
    }

    private void print(int connections, Map<String, List<Result>> results) {
        System.out.printf(
                "%n%-56s %8s %8s %8s %8s %8s %9s %7s%n",
                connections + (connections == 1 ? " connection" : " connections"),
                "per s",
                "/ floor",
                "p50 ms",
                "p99 ms",
                "/ floor",
                "CPU µs",
                "errors");
        rows.forEach((what, row) -> {
            List<Result> own = results.get(what);
            List<Result> floor = results.get(row.floor());
            System.out.printf(
                    "%-56s %,8.0f %8.2f %8.2f %8.2f %8.2f %9.0f %7d%n",
                    what,
                    median(own, Load.Sample::perSecond),
                    median(own, Load.Sample::perSecond) / median(floor, Load.Sample::perSecond),
                    median(own, sample -> sample.millis(0.5)),
                    median(own, sample -> sample.millis(0.99)),
                    median(own, sample -> sample.millis(0.99)) / median(floor, sample -> sample.millis(0.99)),
                    Table.median(own, Result::processorMicros),
                    own.stream().mapToInt(result -> result.sample().errors()).sum());
        });
    }

    private static double median(List<Result> results, ToDoubleFunction<Load.Sample> of) {
        return Table.median(results.stream().map(Result::sample).toList(), of);
    }

    private static byte[] request(String method, String path, String body) {
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + KEY + "\r\nAuthorization: Bearer "
                        + KEY
                        + (body.isEmpty()
                                ? ""
                                : "\r\nContent-Type: application/json\r\nContent-Length: " + body.length())
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String id(Client client, String path, String body, String member) {
        JsonNode created = client.post(path, body).json();
        return created.path(member).asText();
    }

    private static String topic(String name, long number) {
        return "{\"name\":\"" + name + "\",\"content\":\"" + text(number) + "\"}";
    }

    /** About 400 characters. */
    private static String text(long number) {
        return ("Answer " + number + ": our desk is open from nine to five, and on holidays until noon. ").repeat(6);
    }

    /** What comes with PostgreSQL, on tables of its own in the same server; it takes its turn after the rows. */
    private static final class PgBench {

        static final int CLIENTS = 16;

        private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");

        private final int port;
        private final Duration time;
        private final List<Double> reads = new ArrayList<>();
        private final List<Double> writes = new ArrayList<>();

        private PgBench(int port, Duration time) {
            this.port = port;
            this.time = time;
        }

        /** Empty where it is not installed. */
        static Optional<PgBench> on(int port, Duration time) throws InterruptedException {
            try {
                run(port, "-i", "-s", "10", "-q");
            } catch (IOException e) {
                System.out.printf("%npgbench is not installed%n");
                return Optional.empty();
            }
            return Optional.of(new PgBench(port, time));
        }

        void round() {
            reads.add(rate("-S"));
            writes.add(rate("-N"));
        }

        void print() {
            System.out.printf(
                    "%npgbench, %d clients, prepared, in turn with the rows: -S %,.0f, -N %,.0f a second%n",
                    CLIENTS, Table.median(reads, Double::doubleValue), Table.median(writes, Double::doubleValue));
        }

        private double rate(String script) {
            try {
                String clients = Integer.toString(CLIENTS);
                String seconds = Long.toString(time.toSeconds());
                String output = run(port, script, "-M", "prepared", "-c", clients, "-j", "2", "-T", seconds);
                Matcher rate = RATE.matcher(output);
                if (!rate.find()) {
                    throw new IllegalStateException(output);
                }
                return Double.parseDouble(rate.group(1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static String run(int port, String... arguments) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(
                    List.of("pgbench", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres"));
            command.addAll(List.of(arguments));
            command.add("postgres");
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        }
    }
}
