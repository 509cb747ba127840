package dev.parley.core.revision;

import dev.parley.core.database.Database;
import dev.parley.core.database.Sql;
import io.micronaut.core.util.clhm.ConcurrentLinkedHashMap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were read of branches lately. Whoever asks again gets one only after the database has said that the branch is as it was
 * then: one row by its primary key, instead of the rows of several tables and their JSON. So no answer is older than its question, on
 * however many instances; who may ask is decided before.
 *
 * @param <Q> what was asked, and of which workspace and agent; equal questions have equal answers on one state of a branch
 * @param <A> an answer, which nobody changes
 */
final class RecentReads<Q, A> {

    /** How much is kept, in characters of JSON; about five times as many bytes. */
    private static final int CAPACITY = 2 << 20;

    /** What an answer takes beside its JSON, in the same measure. */
    private static final int OVERHEAD = 128;

    private final Database database;
    private final Sql sql;
    private final ToIntFunction<A> length;
    private final Map<Q, Read<A>> reads;

    /**
     * @param length tells how many characters of JSON an answer is made of
     */
    RecentReads(Database database, Sql sql, ToIntFunction<A> length) {
        this.database = database;
        this.sql = sql;
        this.length = length;
        this.reads = new ConcurrentLinkedHashMap.Builder<Q, Read<A>>()
                .maximumWeightedCapacity(CAPACITY)
                .weigher(read -> read.weight())
                .build();
    }

    /**
     * A state of a branch. Only one has its sequence, but for a database that has lost its last changes: hence the moment.
     *
     * @param changedAt when it came to be
     */
    record State(long branchId, long sequence, Instant changedAt) {

        /** The state in which a branch was looked up. */
        static State of(Branch branch) {
            return new State(branch.id(), branch.sequence(), branch.updatedAt());
        }

        /** The state that a row of a query tells, in the columns {@code branch_id}, {@code branch_seq} and {@code branch_updated_at}. */
        static State of(ResultSet row) throws SQLException {
            return new State(
                    row.getLong("branch_id"),
                    row.getLong("branch_seq"),
                    Objects.requireNonNull(Sql.instant(row, "branch_updated_at")));
        }
    }

    private record Read<A>(State state, A answer, int weight) {}

    /** The answer to a question, if it was kept and is still true. */
    Optional<A> find(Q question) {
        @Nullable Read<A> read = database.isInTransaction() ? null : reads.get(question);
        return read != null && isPresent(read.state()) ? Optional.of(read.answer()) : Optional.empty();
    }

    private boolean isPresent(State state) {
        // That a branch is closed is a change of it, too.
        return sql.first(
                        "select id branch_id, seq branch_seq, updated_at branch_updated_at from core_branch where id = ?",
                        State::of,
                        state.branchId())
                .filter(state::equals)
                .isPresent();
    }

    /**
     * Keeps an answer.
     *
     * @param state which state of which active branch it was read of, by the same statement
     */
    void keep(Q question, State state, A answer) {
        // What a transaction has not committed yet may never have been.
        if (!database.isInTransaction()) {
            reads.put(question, new Read<>(state, answer, OVERHEAD + length.applyAsInt(answer)));
        }
    }

    /**
     * Keeps an answer that took several statements, unless the branch has changed meanwhile.
     *
     * @param state which state the branch had before them
     */
    void keepIfUnchanged(Q question, State state, A answer) {
        if (isPresent(state)) {
            keep(question, state, answer);
        }
    }
}
