package dev.parley.core.revision;

import dev.parley.core.database.Database;
import dev.parley.core.database.Sql;
import dev.parley.core.family.Seen;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells in which state branches are now. Who asks while a query is under way is answered by the next one, together with all others who did:
 * the more ask, the less each costs, and no answer is of a query that began before its question.
 */
@Singleton
final class BranchStates {

    private final Sql sql;
    private final ExecutorService executor;

    /** Whoever asks now is answered by it; guarded by this. */
    private Round next = new Round();

    /** Whether somebody runs it as soon as he can; guarded by this. */
    private boolean isDue;

    BranchStates(Sql sql, @Named(Database.NAME) ExecutorService executor) {
        this.sql = sql;
        this.executor = executor;
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

    /** What one query is asked. */
    private static final class Round {
        final Set<Long> branchIds = new HashSet<>();
        final CompletableFuture<Map<Long, State>> states = new CompletableFuture<>();
    }

    /**
     * Something that was read of a branch alone.
     *
     * @param state of the active branch, at the latest when it was read: a state that has passed does not come back
     */
    <T> Seen<T> seen(State state, T value) {
        // That a branch is closed is a change of it, too.
        return new Seen<>(
                value,
                Optional.of(() -> find(state.branchId())
                        .thenApply(now -> now.filter(state::equals).isPresent())));
    }

    private synchronized CompletionStage<Optional<State>> find(long branchId) {
        if (!isDue) {
            executor.execute(this::run);
            isDue = true;
        }
        next.branchIds.add(branchId);
        return next.states.thenApply(states -> Optional.ofNullable(states.get(branchId)));
    }

    private void run() {
        Round round = begin();
        Map<Long, State> states = Map.of();
        @Nullable Throwable failure = null;
        try {
            states = query(round.branchIds);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        // Before the answers, which take a while: the next query need not wait for them.
        try {
            goOn();
        } finally {
            if (failure == null) {
                round.states.complete(states);
            } else {
                round.states.completeExceptionally(failure);
            }
        }
    }

    private synchronized Round begin() {
        Round round = next;
        next = new Round();
        return round;
    }

    private synchronized void goOn() {
        isDue = !next.branchIds.isEmpty();
        if (isDue) {
            executor.execute(this::run);
        }
    }

    private Map<Long, State> query(Set<Long> branchIds) {
        return sql
                .list(
                        "select id branch_id, seq branch_seq, updated_at branch_updated_at from core_branch where id = any(?)",
                        State::of,
                        (Object) branchIds.toArray(Long[]::new))
                .stream()
                .collect(Collectors.toMap(State::branchId, state -> state));
    }
}
