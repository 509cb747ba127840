package dev.parley.core.revision;

import dev.parley.core.database.Database;
import dev.parley.core.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes away what is older than a moment and needed by nothing.
 *
 * <p>The <b>horizon</b> of a branch is its last change until the moment. A superseded version was the branch's content from the change
 * that wrote it until just before the one that superseded it. It is kept when
 *
 * <ul>
 *   <li>it was superseded after the horizon, so that every state of the branch from the horizon on can be read; or
 *   <li>a sequence that something points to lies in that stretch: that of a deployment, or the one at which another branch was forked.
 *       So what was ever deployed stays readable, byte for byte, and can be rolled back to; a branch reads what it read before; and a
 *       merge finds its base.
 * </ul>
 *
 * Names that documents held are kept by the same rule. A document of a branch without a parent that was deleted until the horizon leaves
 * no trace when no version of it is kept and no branch was forked before its deletion. A branch that was merged or deleted before the
 * moment goes when no deployment and no branch that stays depends on it. The history of a branch begins after its horizon, and the audit
 * at the moment, except that the change at the horizon stays, to tell which moments can be read. Events that no reader has taken since
 * the moment go too. Deployments and what modules keep in tables of their own stay.
 *
 * <p>It works beside whoever reads and writes, some rows a transaction, with the branch locked as for a change. Nobody who writes
 * meanwhile can come to need what is taken: a fork or a publish points to the present, which no horizon passes; a promotion or rollback
 * to where a deployment points already. Whoever reads the past finds out, see {@link Horizon}. What is older than {@link #MIN_AGE} is no
 * longer what any request found as the present.
 */
@Singleton
public class Pruning {

    /** How far in the past the moment must be at least: longer than a request, a stream or a transaction takes. */
    public static final Duration MIN_AGE = Duration.ofHours(1);

    private static final int BATCH = 1000;

    private final Sql sql;
    private final Database database;
    private final History history;
    private final Horizon horizons;

    Pruning(Sql sql, Database database, History history, Horizon horizons) {
        this.sql = sql;
        this.database = database;
        this.history = history;
        this.horizons = horizons;
    }

    /**
     * What was taken away, in rows.
     *
     * @param versions superseded versions of documents, and those of branches that went
     * @param branches merged and deleted branches
     * @param changes of the audit
     * @param events that no reader took
     */
    public record Pruned(long versions, long branches, long changes, long events) {}

    /**
     * Prunes the whole store.
     *
     * @param before the moment
     * @param dryRun whether only to count what would go
     * @throws IllegalArgumentException when the moment is less than {@link #MIN_AGE} ago
     */
    public Pruned prune(Instant before, boolean dryRun) {
        if (before.isAfter(Instant.now().minus(MIN_AGE))) {
            throw new IllegalArgumentException("What is less than an hour old is not pruned");
        }
        return new Run(before, dryRun).run();
    }

    /** A branch of a space; {@code isOver} when it was merged or deleted before the moment. */
    private record Line(long id, @Nullable Long parent, boolean isOver) {}

    /**
     * Rows that are looked at in the order of an index, some at a time: all that have the same value in its last column at once.
     *
     * @param table the table
     * @param prefix a condition on the first columns of the index
     * @param values the values of the condition
     * @param order the columns of the index
     * @param column the last of them
     * @param after where it begins, exclusive
     * @param upTo where it ends, inclusive
     * @param key the columns that together with the condition name a row
     * @param from the column with the first sequence at which the row was valid
     * @param to the column with the one at which it was no longer
     */
    private record Sweep(
            String table,
            String prefix,
            List<Object> values,
            String order,
            String column,
            Object after,
            Object upTo,
            List<String> key,
            String from,
            String to) {

        static Sweep ofPast(long branchId, long upTo) {
            return ofSequence(
                    "core_entry_past", branchId, "to_seq", upTo, List.of("kind", "id", "to_seq"), "seq", "to_seq");
        }

        static Sweep ofPresent(long branchId, long upTo) {
            return ofSequence("core_entry", branchId, "seq", upTo, List.of("kind", "id"), "seq", "seq");
        }

        /** Documents that are deleted at present. */
        static Sweep ofDeleted(long branchId, long upTo) {
            Sweep all = ofPresent(branchId, upTo);
            return new Sweep(
                    all.table,
                    all.prefix + " and body is null",
                    all.values,
                    all.order,
                    all.column,
                    all.after,
                    all.upTo,
                    all.key,
                    all.from,
                    all.to);
        }

        static Sweep ofAudit(long branchId, long upTo) {
            return ofSequence("core_audit", branchId, "seq", upTo, List.of("seq"), "seq", "seq");
        }

        static Sweep ofNames(long branchId, String kind) {
            byte[] beyondAll = new byte[17];
            Arrays.fill(beyondAll, (byte) -1);
            return new Sweep(
                    "core_entry_key",
                    "branch_id = ? and kind = ?",
                    List.of(branchId, kind),
                    "branch_id, kind, key_hash",
                    "key_hash",
                    new byte[0],
                    beyondAll,
                    List.of("key_hash", "to_seq"),
                    "from_seq",
                    "to_seq");
        }

        private static Sweep ofSequence(
                String table, long branchId, String column, long upTo, List<String> key, String from, String to) {
            return new Sweep(
                    table,
                    "branch_id = ?",
                    List.of(branchId),
                    "branch_id, " + column,
                    column,
                    -1L,
                    upTo,
                    key,
                    from,
                    to);
        }

        /** A query for the next values of the column. */
        String next() {
            return "select " + column + " from " + table + " where " + prefix + " and " + column + " > ? and " + column
                    + " <= ? order by " + order + " limit " + BATCH;
        }

        /** A query for the rows in a stretch of the column. */
        String rows() {
            return "select " + from + " valid_from, " + to + " valid_to, " + String.join(", ", key) + " from " + table
                    + " where " + prefix + " and " + column + " > ? and " + column + " <= ?";
        }

        Row row(ResultSet row) throws SQLException {
            Object[] values = new Object[key.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getObject(i + 3);
            }
            return new Row(values, row.getLong(1), row.getLong(2));
        }

        String delete() {
            return "delete from " + table + " where " + prefix + " and " + String.join(" = ? and ", key) + " = ?";
        }

        Object[] within(Object begin, Object end) {
            return Stream.concat(values.stream(), Stream.of(begin, end)).toArray();
        }
    }

    /** A row that may go. */
    private record Row(Object[] key, long from, long to) {

        /** Whether something points to a sequence at which the row was valid. */
        boolean isPinned(NavigableSet<Long> pins) {
            Long pin = pins.ceiling(from);
            return pin != null && pin < to;
        }
    }

    /** One prune. */
    private final class Run {
        private final Instant before;
        private final boolean dryRun;
        private long versions;
        private long branches;
        private long changes;
        private long events;

        Run(Instant before, boolean dryRun) {
            this.before = before;
            this.dryRun = dryRun;
        }

        Pruned run() {
            long last = 0;
            while (true) {
                List<Long> spaces = sql.list(
                        "select id from core_space where id > ? order by id limit ?",
                        row -> row.getLong(1),
                        last,
                        BATCH);
                if (spaces.isEmpty()) {
                    break;
                }
                spaces.forEach(this::space);
                last = spaces.get(spaces.size() - 1);
            }
            sql.list("select id from core_workspace", row -> row.getString(1)).forEach(this::audit);
            events();
            return new Pruned(versions, branches, changes, events);
        }

        private void space(long spaceId) {
            // Children have higher ids than their parents, so they come first.
            List<Line> lines = sql.list(
                    "select id, parent_id, state, updated_at from core_branch where space_id = ? order by id desc",
                    row -> new Line(
                            row.getLong("id"),
                            (Long) row.getObject("parent_id"),
                            row.getInt("state") != 0
                                    && Objects.requireNonNull(Sql.instant(row, "updated_at"))
                                            .isBefore(before)),
                    spaceId);
            Set<Long> needed = new HashSet<>(sql.list(
                    "select distinct branch_id from core_deployment where space_id = ?",
                    row -> row.getLong(1),
                    spaceId));
            Set<Long> gone = new HashSet<>();
            List<Line> staying = new ArrayList<>();
            for (Line line : lines) {
                if (line.isOver() && !needed.contains(line.id())) {
                    remove(line.id());
                    gone.add(line.id());
                } else {
                    staying.add(line);
                    if (line.parent() != null) {
                        needed.add(line.parent());
                    }
                }
            }
            // What is gone for good points to nothing; what would be is only left out of the count.
            staying.forEach(line -> branch(spaceId, line, dryRun ? gone : Set.of()));
        }

        /** Takes a whole branch, of which nobody reads. */
        private void remove(long branchId) {
            Supplier<Optional<NavigableSet<Long>>> hold =
                    () -> dryRun || isFree(branchId) ? Optional.of(Collections.emptyNavigableSet()) : Optional.empty();
            versions += sweep(Sweep.ofPast(branchId, Long.MAX_VALUE), Long.MAX_VALUE, hold);
            versions += sweep(Sweep.ofPresent(branchId, Long.MAX_VALUE), Long.MAX_VALUE, hold);
            names(branchId, Long.MAX_VALUE, hold);
            if (dryRun) {
                changes += count("core_audit where branch_id = ? and at < ?", branchId, before);
                branches++;
            } else {
                branches += database.write(
                        () -> isFree(branchId) ? sql.update("delete from core_branch where id = ?", branchId) : 0);
            }
        }

        /** Locks a branch that was merged or deleted and that no other is forked from. */
        private boolean isFree(long branchId) {
            return sql.first("""
                            select 1 from core_branch b where b.id = ? and b.state <> 0 and not exists(
                              select 1 from core_branch c where c.space_id = b.space_id and c.parent_id = b.id) for update""", row -> true, branchId).isPresent();
        }

        /** Takes what a branch that stays does not need. */
        private void branch(long spaceId, Line line, Set<Long> gone) {
            long branchId = line.id();
            long horizon = Math.max(history.last(branchId, before).orElse(0), horizons.of(branchId));
            if (horizon == 0) {
                return;
            }
            if (!dryRun && horizon > horizons.of(branchId)) {
                database.write(() -> sql.update(
                        "update core_branch set pruned_seq = ? where id = ? and pruned_seq < ?",
                        horizon,
                        branchId,
                        horizon));
            }
            Supplier<Optional<NavigableSet<Long>>> hold =
                    () -> dryRun || isThere(branchId) ? Optional.of(pins(spaceId, branchId, gone)) : Optional.empty();
            versions += sweep(Sweep.ofPast(branchId, horizon), horizon, hold);
            names(branchId, horizon, hold);
            if (line.parent() == null) {
                long oldest = forks(spaceId, branchId, gone).stream()
                        .min(Long::compare)
                        .orElse(horizon);
                versions += sweep(
                        Sweep.ofDeleted(branchId, Math.min(oldest, horizon)),
                        horizon,
                        hold,
                        (row, pins) -> isForgotten(branchId, row, pins));
            }
            changes += sweep(Sweep.ofAudit(branchId, horizon - 1), horizon, hold);
        }

        private boolean isThere(long branchId) {
            return sql.first("select 1 from core_branch where id = ? for update", row -> true, branchId)
                    .isPresent();
        }

        /** The sequences of a branch that something points to. */
        private NavigableSet<Long> pins(long spaceId, long branchId, Set<Long> gone) {
            NavigableSet<Long> pins = new TreeSet<>(forks(spaceId, branchId, gone));
            pins.addAll(sql.list(
                    "select seq from core_deployment where space_id = ? and branch_id = ?",
                    row -> row.getLong(1),
                    spaceId,
                    branchId));
            return pins;
        }

        private List<Long> forks(long spaceId, long branchId, Set<Long> gone) {
            return sql
                    .list(
                            "select id, fork_seq from core_branch where space_id = ? and parent_id = ?",
                            row -> Map.entry(row.getLong(1), row.getLong(2)),
                            spaceId,
                            branchId)
                    .stream()
                    .filter(fork -> !gone.contains(fork.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        private void names(long branchId, long horizon, Supplier<Optional<NavigableSet<Long>>> hold) {
            sql.list("select distinct kind from core_entry_key where branch_id = ?", row -> row.getString(1), branchId)
                    .forEach(kind -> sweep(Sweep.ofNames(branchId, kind), horizon, hold));
        }

        /** Whether no version is kept of a document that is deleted. */
        private boolean isForgotten(long branchId, Row deleted, NavigableSet<Long> pins) {
            return sql
                    .list(
                            "select seq, to_seq from core_entry_past where branch_id = ? and kind = ? and id = ?",
                            row -> new Row(new Object[0], row.getLong("seq"), row.getLong("to_seq")),
                            branchId,
                            deleted.key()[0],
                            deleted.key()[1])
                    .stream()
                    .noneMatch(past -> past.isPinned(pins));
        }

        private long sweep(Sweep sweep, long horizon, Supplier<Optional<NavigableSet<Long>>> hold) {
            return sweep(sweep, horizon, hold, (row, pins) -> !row.isPinned(pins));
        }

        /**
         * Takes the rows of a sweep that end at the horizon or before and may go.
         *
         * @param hold locks the branch and tells what points to it; empty when nothing is to be taken any more
         * @return how many
         */
        private long sweep(
                Sweep sweep,
                long horizon,
                Supplier<Optional<NavigableSet<Long>>> hold,
                BiPredicate<Row, NavigableSet<Long>> mayGo) {
            long taken = 0;
            Object after = sweep.after();
            while (true) {
                List<Object> next = sql.list(sweep.next(), row -> row.getObject(1), sweep.within(after, sweep.upTo()));
                if (next.isEmpty()) {
                    return taken;
                }
                Object begin = after;
                Object end = next.get(next.size() - 1);
                Supplier<Integer> step = () -> hold.get()
                        .map(pins -> take(
                                sweep, sweep.within(begin, end), row -> row.to() <= horizon && mayGo.test(row, pins)))
                        .orElse(0);
                taken += dryRun ? step.get() : database.write(step);
                after = end;
            }
        }

        private int take(Sweep sweep, Object[] within, Predicate<Row> mayGo) {
            List<Row> rows = sql.list(sweep.rows(), sweep::row, within).stream()
                    .filter(mayGo)
                    .toList();
            if (!dryRun) {
                sql.batch(
                        sweep.delete(),
                        rows.stream()
                                .map(row -> Stream.concat(sweep.values().stream(), Stream.of(row.key()))
                                        .toArray())
                                .toList());
            }
            return rows.size();
        }

        /** Takes what the audit has of a workspace and of no branch that is there. */
        private void audit(String workspaceId) {
            String old = "core_audit a where a.workspace_id = ? and a.at < ?"
                    + " and not exists(select 1 from core_branch b where b.id = a.branch_id)";
            if (dryRun) {
                changes += count(old, workspaceId, before);
            } else {
                changes += delete(
                        "core_audit",
                        "select id from " + old + " order by a.workspace_id, a.at limit ?",
                        workspaceId,
                        before);
            }
        }

        private void events() {
            String old = "core_outbox where at < ?";
            events += dryRun ? count(old, before) : delete("core_outbox", "select id from " + old + " limit ?", before);
        }

        private long count(String where, Object... values) {
            return sql.first("select count(*) from " + where, row -> row.getLong(1), values)
                    .orElseThrow();
        }

        /** Deletes what a query finds, some rows at a time, until it finds nothing. */
        private long delete(String table, String query, Object... values) {
            Object[] limited =
                    Stream.concat(Stream.of(values), Stream.of(BATCH)).toArray();
            long deleted = 0;
            while (true) {
                List<Object[]> ids = sql.list(query, row -> new Object[] {row.getLong(1)}, limited);
                if (ids.isEmpty()) {
                    return deleted;
                }
                database.write(() -> {
                    sql.batch("delete from " + table + " where id = ?", ids);
                    return true;
                });
                deleted += ids.size();
            }
        }
    }
}
