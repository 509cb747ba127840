package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.database.Database;
import dev.parley.core.database.Sql;
import dev.parley.core.json.StrictJson;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.Changes;
import dev.parley.core.revision.Deployments;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.Documents;
import dev.parley.core.revision.Merges;
import dev.parley.core.revision.Spaces;
import dev.parley.core.security.ApiKey;
import dev.parley.core.security.Caller;
import dev.parley.core.security.Workspaces;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The application on a database, without a server. Each writing method is one transaction and looks up its branch, as a request does. */
final class Store implements AutoCloseable {

    private static final String WORKSPACE = "cost";
    private static final Caller CALLER =
            new Caller(WORKSPACE, "polyai", "key_cost", Optional.empty(), Set.of(ApiKey.ALL), Set.of());
    private static final String KIND = "topic";
    private static final int LOADED_AT_ONCE = 1000;
    private static final int CHUNK = 500;

    private final ApplicationContext context;
    private final Database database;
    private final Sql sql;
    private final Spaces spaces;
    private final Branches branches;
    private final Changes changes;
    private final Documents documents;
    private final Merges merges;
    private final Deployments deployments;
    private final boolean isPostgreSql;
    private int updates;

    Store(Map<String, String> properties) {
        context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(Map.copyOf(properties))
                .start();
        database = context.getBean(Database.class);
        sql = context.getBean(Sql.class);
        spaces = context.getBean(Spaces.class);
        branches = context.getBean(Branches.class);
        changes = context.getBean(Changes.class);
        documents = context.getBean(Documents.class);
        merges = context.getBean(Merges.class);
        deployments = context.getBean(Deployments.class);
        isPostgreSql = String.valueOf(properties.get("datasources.parley.url")).startsWith("jdbc:postgresql:");
        database.write(() -> context.getBean(Workspaces.class).lockOrCreate(WORKSPACE, WORKSPACE));
    }

    /** The floor of reads: one row by its primary key. */
    void readRow() {
        text("select name from core_workspace where id = '" + WORKSPACE + "'");
    }

    /** The floor of writes: one row by its primary key, in a transaction of its own. */
    void updateRow() {
        // Always another value: writing what is there already costs H2 nothing.
        String name = "Cost " + ++updates;
        database.write(() -> sql.update("update core_workspace set name = ? where id = ?", name, WORKSPACE));
    }

    /** The first column of the first row of a query. */
    String text(String query) {
        return sql.first(query, row -> row.getString(1)).orElseThrow();
    }

    /** Runs a statement outside of a transaction. */
    void run(String statement) {
        sql.update(statement);
    }

    /** What the server does by itself after a while: without it plans are made for empty tables. */
    void prepare() {
        if (isPostgreSql) {
            run("analyze");
        }
    }

    /** Creates an agent with some topics. */
    void load(String agent, int topics) {
        write(write -> spaces.create(write, agent, () -> agent, agent, null, change -> {}));
        for (int from = 0; from < topics; from += LOADED_AT_ONCE) {
            put(agent, Branch.MAIN, 0, IntStream.range(from, Math.min(topics, from + LOADED_AT_ONCE)));
        }
    }

    /** Puts versions of some topics, as one change. */
    void put(String agent, String branch, int version, IntStream topics) {
        write(write -> put(write, agent, branch, version, topics));
    }

    /** Puts many versions of one topic, one change each. */
    void putVersions(String agent, int topic, int versions) {
        for (int from = 1; from <= versions; from += LOADED_AT_ONCE) {
            IntStream some = IntStream.range(from, Math.min(versions + 1, from + LOADED_AT_ONCE));
            write(write -> {
                some.forEach(version -> put(write, agent, Branch.MAIN, version, IntStream.of(topic)));
                return versions;
            });
        }
    }

    private long put(Write write, String agent, String branch, int version, IntStream topics) {
        return changes.in(write, branches.require(CALLER, agent, branch), "topic.update", agent, change -> {
            topics.forEach(topic -> change.put(key(topic), topic(topic, version)));
            return change.sequence();
        });
    }

    /** Forks main and returns the branch. */
    String fork(String agent) {
        String id = UUID.randomUUID().toString();
        write(write -> branches.fork(write, branch(agent, Branch.MAIN), id, () -> id));
        return id;
    }

    void publish(String agent) {
        write(write -> deployments.publish(write, branch(agent, Branch.MAIN), "sandbox", "", true));
    }

    void merge(String agent, String branch) {
        write(write -> merges.merge(write, branch(agent, Branch.MAIN), branch(agent, branch), List.of()));
    }

    Branch branch(String agent, String branch) {
        return branches.require(CALLER, agent, branch);
    }

    void read(Branch branch, int topic) {
        read(branch, Long.MAX_VALUE, topic);
    }

    void read(Branch branch, long sequence, int topic) {
        Document document = documents.find(branch, sequence, key(topic)).orElseThrow();
        check(document.body().size() == topic(topic, 0).size());
    }

    void list(Branch branch, int topics) {
        check(documents.list(branch, KIND).read(Listing.START, topics).items().size() == topics);
    }

    /** Lists all topics in chunks, as an answer does. */
    void listAll(Branch branch, int topics) {
        Listing<Document> listing = documents.list(branch, KIND);
        long after = Listing.START;
        int found = 0;
        boolean more = true;
        while (more) {
            Chunk<Document> chunk = listing.read(after, CHUNK);
            found += chunk.items().size();
            more = chunk.next().isPresent();
            after = chunk.next().orElse(after);
        }
        check(found == topics);
    }

    private static void check(boolean right) {
        if (!right) {
            throw new IllegalStateException("Something else was read than what was written");
        }
    }

    private <T> T write(Function<Write, T> work) {
        return database.write(
                () -> work.apply(new Write(CALLER, "cost", Instant.now().truncatedTo(ChronoUnit.MILLIS))));
    }

    /** Keys are spread as random ones are. */
    private static DocumentKey key(int topic) {
        return new DocumentKey(KIND, "TOPIC-%08x".formatted(topic * 0x9E3779B1));
    }

    static JsonNode topic(int topic, int version) {
        ObjectNode body = StrictJson.NODES.objectNode();
        body.put("name", "Topic %06d".formatted(topic));
        body.put(
                "content",
                "Version %06d of what the agent knows about this. "
                        .formatted(version)
                        .repeat(8));
        body.put("actions", "");
        body.put("isActive", true);
        body.putArray("exampleQueries").addObject().put("query", "What about topic %06d?".formatted(topic));
        return body;
    }

    @Override
    public void close() {
        context.close();
    }
}
