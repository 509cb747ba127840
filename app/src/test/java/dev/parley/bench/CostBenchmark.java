package dev.parley.bench;

import dev.parley.app.DurablePostgres;
import dev.parley.core.json.CanonicalJson;
import dev.parley.core.revision.Branch;
import dev.parley.core.testing.TestDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Prints what the versioned store costs with a small and with a large agent, on H2 and on PostgreSQL, beside the least that the same
 * database takes for anything through the same pool. Without HTTP. Both databases flush every commit to the disk.
 */
final class CostBenchmark {

    private static final int SMALL = 20;
    private static final int MERGED = 10;
    private static final int VERSIONS = 10_000;
    private static final int EDITED = 500;
    private static final int EDITS = 2000;

    private static final int WARM_UP = 40;
    private static final int ROUNDS = 50;
    private static final int READS = 10;

    private static final String READ = "one row by its primary key";
    private static final String WRITE = "one row updated in a transaction";
    private static final String BYTES = "bytes";

    private final Store store;
    private final Table table = new Table();
    private final int largeTopics;

    private CostBenchmark(Store store, int largeTopics) {
        this.store = store;
        this.largeTopics = largeTopics;
    }

    static void run(int topics) throws IOException {
        System.out.printf(
                "%,d and %,d topics of %d bytes, taking turns. Medians of %d rounds after %d to warm up; %d reads a round."
                        + " ! = beyond the aim.%n",
                SMALL, topics, CanonicalJson.text(Store.topic(1, 1)).length(), ROUNDS, WARM_UP, READS);
        onH2(topics);
        onPostgreSql(topics);
    }

    private static void onH2(int topics) throws IOException {
        try (Store store = new Store(TestDatabases.h2())) {
            System.out.printf("%nH2%n");
            new CostBenchmark(store, topics).run();
        }
        // A store of its own: closing compacts the file, but the larger it is the less exactly.
        Map<String, String> properties = TestDatabases.h2();
        String url = String.valueOf(properties.get("datasources.parley.url"));
        Path file = Path.of(url.substring("jdbc:h2:file:".length(), url.indexOf(';')) + ".mv.db");
        try (Store store = new Store(properties)) {
            store.load(BYTES, EDITED);
        }
        long before = Files.size(file);
        long running;
        try (Store store = new Store(properties)) {
            edit(store);
            running = Files.size(file);
        }
        printBytes(running - before, Files.size(file) - before);
    }

    private static void onPostgreSql(int topics) throws IOException {
        // A server for tests does not flush unless it is told to.
        try (EmbeddedPostgres server = DurablePostgres.builder().start();
                Store store =
                        new Store(TestDatabases.properties(DurablePostgres.url(server), "postgres", "postgres"))) {
            System.out.printf(
                    "%nPostgreSQL, fsync %s, synchronous_commit %s%n",
                    store.text("show fsync"), store.text("show synchronous_commit"));
            new CostBenchmark(store, topics).run();
            store.load(BYTES, EDITED);
            long before = compactedTables(store);
            edit(store);
            long running = tables(store);
            printBytes(running - before, compactedTables(store) - before);
        }
    }

    private static long compactedTables(Store store) {
        store.run("vacuum full");
        return tables(store);
    }

    private static long tables(Store store) {
        return Long.parseLong(store.text("select sum(pg_total_relation_size(oid)) from pg_class"
                + " where relkind = 'r' and relname like 'core\\_%'"));
    }

    private static void edit(Store store) {
        for (int i = 0; i < EDITS; i++) {
            store.put(BYTES, Branch.MAIN, i + 1, IntStream.of(i % EDITED));
        }
    }

    private static void printBytes(long running, long compacted) {
        System.out.printf(
                "bytes stored per edit: %,d when compacted, %,d before that (%,d edits)%n",
                compacted / EDITS, running / EDITS, EDITS);
    }

    private void run() {
        Agent small = new Agent("small", SMALL);
        Agent large = new Agent("large", largeTopics);
        Versions versions = new Versions();
        store.prepare();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            if (round == WARM_UP) {
                table.warm();
            }
            List<Agent> both = round % 2 == 0 ? List.of(small, large) : List.of(large, small);
            for (int step = 0; step < Agent.STEPS; step++) {
                for (Agent agent : both) {
                    agent.step(step, round);
                }
                floor();
            }
            versions.read(round % 2 == 0);
        }
        table.print();
    }

    private void floor() {
        for (int i = 0; i < 3; i++) {
            table.time(READ, false, 0, "", store::readRow);
        }
        table.time(WRITE, false, 0, "", store::updateRow);
    }

    private static void repeat(Runnable work) {
        for (int i = 0; i < READS; i++) {
            work.run();
        }
    }

    /** An agent in its round: a branch is made, edited, read and merged, and main is published. */
    private final class Agent {
        static final int STEPS = 9;

        private final String id;
        private final int topics;
        private String branch = Branch.MAIN;

        Agent(String id, int topics) {
            this.id = id;
            this.topics = topics;
            store.load(id, topics);
        }

        void step(int step, int round) {
            // Half of a small agent, and the same number spread over a large one, different ones each round.
            int[] edited = IntStream.range(0, MERGED)
                    .map(i -> (i * (topics / MERGED) + round * 7 % (topics / MERGED)) % topics)
                    .toArray();
            int other = (edited[0] + 1) % topics;
            switch (step) {
                case 0 -> time("create a branch", 1.5, WRITE, () -> branch = store.fork(id));
                case 1 -> time("edit a topic on a branch, first time", 3, WRITE, () -> put(edited[0], round, 1));
                case 2 -> time("edit a topic on a branch, again", 3, WRITE, () -> put(edited[0], round, 2));
                case 3 -> {
                    Branch main = store.branch(id, Branch.MAIN);
                    repeat(() -> time("read a topic on main", 1.5, READ, () -> store.read(main, other)));
                }
                case 4 -> {
                    Branch inherited = store.branch(id, branch);
                    repeat(() ->
                            time("read a topic that a branch inherits", 1.5, READ, () -> store.read(inherited, other)));
                }
                case 5 -> {
                    store.put(id, branch, 3 * round + 3, IntStream.of(edited).skip(1));
                    Branch listed = store.branch(id, branch);
                    repeat(() ->
                            time("list the first 20 topics of a branch", 1.5, READ, () -> store.list(listed, SMALL)));
                }
                case 6 -> {
                    Branch listed = store.branch(id, branch);
                    time(
                            "list all topics of a branch",
                            (double) largeTopics / SMALL,
                            READ,
                            () -> store.listAll(listed, topics));
                }
                case 7 -> time("merge 10 edits", 3, WRITE, () -> store.merge(id, branch));
                case 8 -> time("publish", 1.5, WRITE, () -> store.publish(id));
                default -> throw new IllegalArgumentException();
            }
        }

        private void put(int topic, int round, int version) {
            store.put(id, branch, 3 * round + version, IntStream.of(topic));
        }

        private void time(String what, double aim, String floor, Runnable work) {
            table.time(what, topics != SMALL, aim, floor, work);
        }
    }

    /** Topics with few versions and one with many, on one branch; the columns "small" and "large" are these. */
    private final class Versions {
        private static final String ID = "versions";
        private static final int ONE = 0;
        private static final int MANY = 1;
        private static final int TWO = 2;

        private final Branch main;
        private final long middle;

        Versions() {
            store.load(ID, SMALL);
            store.putVersions(ID, MANY, VERSIONS - 1);
            store.putVersions(ID, TWO, 1);
            main = store.branch(ID, Branch.MAIN);
            middle = main.sequence() / 2;
        }

        void read(boolean smallFirst) {
            for (boolean large : smallFirst ? List.of(false, true) : List.of(true, false)) {
                repeat(() -> table.time(
                        "read a topic of 1 version, of 10,000",
                        large,
                        1.3,
                        READ,
                        () -> store.read(main, large ? MANY : ONE)));
                repeat(() -> table.time(
                        "... as it was in the middle of 10,000",
                        large,
                        1.3,
                        READ,
                        () -> store.read(main, middle, large ? MANY : ONE)));
                repeat(() -> table.time(
                        "... and against a topic with 1 older version",
                        large,
                        1.3,
                        READ,
                        () -> store.read(main, middle, large ? MANY : TWO)));
            }
        }
    }
}
