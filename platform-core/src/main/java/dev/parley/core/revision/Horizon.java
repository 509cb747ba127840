package dev.parley.core.revision;

import dev.parley.core.database.Sql;
import dev.parley.core.error.CoreError;
import jakarta.inject.Singleton;

/**
 * How far back a branch is known. A prune first moves the horizon, in a commit of its own, and takes rows away afterwards. So whoever has
 * read old rows and then finds the horizon behind what it read has missed none.
 */
@Singleton
final class Horizon {

    private final Sql sql;

    Horizon(Sql sql) {
        this.sql = sql;
    }

    /** The change at which the history of a branch begins, or 0 when all of it is there: reads as of earlier ones may find less. */
    long of(long branchId) {
        return sql.first("select pruned_seq from core_branch where id = ?", row -> row.getLong(1), branchId)
                .orElse(0L);
    }

    /**
     * Makes sure, after something was read of a branch as of a sequence, that nothing of it had been pruned.
     *
     * @throws dev.parley.core.error.ApiException 410 when the sequence is beyond the horizon and nothing points to it
     */
    void requireKept(long branchId, long sequence) {
        if (sequence < of(branchId) && !isPinned(branchId, sequence)) {
            throw CoreError.HISTORY_PRUNED.exception();
        }
    }

    private boolean isPinned(long branchId, long sequence) {
        return sql.first("""
                        select 1 from core_branch b where b.id = ? and (
                          exists(select 1 from core_deployment d
                            where d.space_id = b.space_id and d.branch_id = b.id and d.seq = ?)
                          or exists(select 1 from core_branch c
                            where c.space_id = b.space_id and c.parent_id = b.id and c.fork_seq = ?))""", row -> true, branchId, sequence, sequence).isPresent();
    }
}
