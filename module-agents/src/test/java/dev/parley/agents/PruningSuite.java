package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.database.Database;
import dev.parley.core.database.Sql;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.json.StrictJson;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.Changes;
import dev.parley.core.revision.Deployment;
import dev.parley.core.revision.Deployments;
import dev.parley.core.revision.MergeConflictException;
import dev.parley.core.revision.Merges;
import dev.parley.core.revision.Pruning;
import dev.parley.core.revision.Resolution;
import dev.parley.core.revision.Spaces;
import dev.parley.core.revision.StoreInspector;
import dev.parley.core.security.ApiKey;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Pruning beside those who work; what it takes and keeps is in {@link LawsSuite}. */
abstract class PruningSuite extends ApiSuite {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2021-01-01T00:00:00Z");
    private static final int TOPIC_COUNT = 20;
    private static final int SECONDS = 3;

    private final AtomicInteger moments = new AtomicInteger();

    private long count(String rows) {
        return bean(Sql.class)
                .first("select count(*) from " + rows, row -> row.getLong(1))
                .orElseThrow();
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private Caller caller() {
        return new Caller(workspace, PolyAiFamily.ID, "test", Optional.empty(), Set.of(ApiKey.ALL), Set.of());
    }

    /** Writes as if it were long ago. */
    private <T> T write(Function<Write, T> work) {
        return bean(Database.class)
                .write(() -> work.apply(new Write(caller(), "test", LONG_AGO.plusMillis(moments.incrementAndGet()))));
    }

    private String oldAgent() {
        String id = workspace + "-agent";
        return write(write -> bean(Spaces.class)
                .create(write, id, () -> id, "Agent", null, change -> {
                    for (int i = 0; i < TOPIC_COUNT; i++) {
                        change.put(key(i), body(i, "first"));
                    }
                })
                .publicId());
    }

    private static DocumentKey key(int topic) {
        return new DocumentKey("topic", "TOPIC-" + topic);
    }

    private static JsonNode body(int topic, String content) {
        ObjectNode body = StrictJson.NODES
                .objectNode()
                .put("name", "topic " + topic)
                .put("content", content)
                .put("actions", "")
                .put("isActive", true);
        body.putArray("exampleQueries");
        return body;
    }

    private Branch branch(String agent, String id) {
        return bean(Branches.class).require(caller(), agent, id);
    }

    private void edit(Branch branch, int topic, String content) {
        write(write -> bean(Changes.class).in(write, branch, "test.edit", "topic", change -> {
            change.put(key(topic), body(topic, content));
            return true;
        }));
    }

    @Test
    void aBranchGoesWhenItIsClosedAndNothingIsForkedFromIt() {
        String agent = oldAgent();
        Branch outer = write(write -> bean(Branches.class).fork(write, branch(agent, "main"), "outer", () -> "OUTER"));
        edit(outer, 1, "outer");
        Branch inner = write(write -> bean(Branches.class).fork(write, branch(agent, "OUTER"), "inner", () -> "INNER"));
        edit(inner, 2, "inner");
        write(write -> bean(Branches.class).delete(write, branch(agent, "OUTER")));
        assertThat(bean(Pruning.class).prune(LONG_AGO, false).branches()).isZero();
        assertThat(bean(Pruning.class).prune(LATER, false).branches())
                .as("an active branch was forked from it")
                .isZero();
        StoreInspector inspector = new StoreInspector(context);
        Branch open = branch(agent, "INNER");
        assertThat(inspector.storedVersion(open))
                .isEqualTo(StoreInspector.version(inspector.content(open, open.sequence())));
        write(write -> bean(Branches.class).delete(write, open));
        assertThat(bean(Pruning.class).prune(LATER, true).branches()).isEqualTo(2);
        assertThat(bean(Pruning.class).prune(LATER, false).branches()).isEqualTo(2);
        assertThat(count("core_entry where branch_id in (" + outer.id() + ", " + open.id() + ")"))
                .isZero();
        assertThat(count("core_entry_key where branch_id in (" + outer.id() + ", " + open.id() + ")"))
                .isZero();
        assertThat(count("core_branch where id in (" + outer.id() + ", " + open.id() + ")"))
                .isZero();
    }

    @Test
    void whatWasDeletedLeavesNoTraceOnceNothingNeedsIt() {
        String agent = oldAgent();
        Branch main = branch(agent, "main");
        write(write -> bean(Changes.class).in(write, main, "test.delete", "topic", change -> {
            change.delete(key(3));
            change.delete(key(4));
            return true;
        }));
        String rows = "core_entry where branch_id = " + main.id();
        long before = count(rows);
        bean(Pruning.class).prune(LATER, false);
        assertThat(count(rows)).isEqualTo(before - 2);
        assertThat(count("core_entry_past where branch_id = " + main.id())).isZero();
        assertThat(count("core_audit where branch_id = " + main.id())).isEqualTo(1);
    }

    @Test
    void whatIsNewerThanAnHourIsNotPruned() {
        assertThatThrownBy(() -> bean(Pruning.class).prune(Instant.now(), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Others fork, merge, publish, promote and roll back while everything that nothing needs goes at once. */
    @Test
    void nobodyWhoWorksMeanwhileMissesAnything() throws Exception {
        String agent = oldAgent();
        AtomicBoolean over = new AtomicBoolean();
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Random random = new Random(i);
            work.add(() -> {
                edit(branch(agent, "main"), random.nextInt(TOPIC_COUNT), "main " + random.nextInt());
                return 1;
            });
            String name = "B" + i + "-";
            AtomicInteger number = new AtomicInteger();
            work.add(() -> forkAndMerge(agent, name + number.incrementAndGet(), random));
        }
        Random random = new Random(5);
        work.add(() -> publishAndReturn(agent, random));
        work.add(() -> (int) bean(Pruning.class).prune(LATER, false).versions());
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        List<Future<Integer>> running = new ArrayList<>();
        for (Callable<Integer> one : work) {
            running.add(threads.submit(() -> {
                int done = 0;
                while (!over.get()) {
                    done += one.call();
                }
                return done;
            }));
        }
        Thread.sleep(SECONDS * 1000L);
        over.set(true);
        for (Future<Integer> one : running) {
            assertThat(one.get()).isPositive();
        }
        threads.shutdown();
        bean(Pruning.class).prune(LATER, false);
        StoreInspector inspector = new StoreInspector(context);
        Branch main = branch(agent, "main");
        assertThat(inspector.storedVersion(main))
                .isEqualTo(StoreInspector.version(inspector.content(main, main.sequence())));
        for (Deployment deployment : bean(Deployments.class)
                .list(main.spaceId(), "sandbox")
                .read(-1, 10_000)
                .items()) {
            assertThat(StoreInspector.version(inspector.content(main, deployment.sequence())))
                    .isEqualTo(deployment.version());
        }
        assertThatThrownBy(() -> inspector.content(main, 1))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(CoreError.HISTORY_PRUNED));
    }

    /** A branch holds what it was forked with and what was done on it, before and after main has moved on. */
    private int forkAndMerge(String agent, String id, Random random) {
        StoreInspector inspector = new StoreInspector(context);
        write(write -> bean(Branches.class).fork(write, branch(agent, "main"), id, () -> id));
        for (int i = 0; i < 3; i++) {
            edit(branch(agent, id), random.nextInt(TOPIC_COUNT), id + i);
            Branch branch = branch(agent, id);
            assertThat(StoreInspector.version(inspector.content(branch, branch.sequence())))
                    .isEqualTo(inspector.storedVersion(branch));
        }
        List<Resolution> decisions = new ArrayList<>();
        try {
            write(write -> bean(Merges.class).merge(write, branch(agent, "main"), branch(agent, id), decisions));
        } catch (MergeConflictException e) {
            assertThat(e.conflicts()).isNotEmpty();
            write(write -> bean(Branches.class).delete(write, branch(agent, id)));
        }
        return 1;
    }

    private int publishAndReturn(String agent, Random random) {
        StoreInspector inspector = new StoreInspector(context);
        Deployments deployments = bean(Deployments.class);
        Branch main = branch(agent, "main");
        write(write -> deployments.publish(write, main, "sandbox", "", true));
        List<Deployment> all =
                deployments.list(main.spaceId(), "sandbox").read(-1, 10_000).items();
        Deployment old = all.get(random.nextInt(all.size()));
        assertThat(StoreInspector.version(inspector.content(main, old.sequence())))
                .isEqualTo(old.version());
        write(write -> deployments.promote(write, main, old, "live", ""));
        if (random.nextInt(4) == 0) {
            write(write -> deployments.rollBack(write, main, old, "", true));
        }
        return 1;
    }
}
