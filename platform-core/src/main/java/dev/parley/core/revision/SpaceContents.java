package dev.parley.core.revision;

import dev.parley.core.database.Sql;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.util.List;

/** The end of spaces: agents' own when those are deleted, and with them what modules keep beside them. */
@Singleton
final class SpaceContents implements AgentListener {

    private final Sql sql;

    SpaceContents(Sql sql) {
        this.sql = sql;
    }

    /** Locks a space and its branches, so that nobody forks, edits or merges; returns false when it is gone already. */
    boolean lock(long spaceId) {
        boolean isThere = !sql.list("select id from core_space where id = ? for update", row -> true, spaceId)
                .isEmpty();
        sql.list("select id from core_branch where space_id = ? order by id for update", row -> true, spaceId);
        return isThere;
    }

    /** Deletes a space that is locked, with its branches, documents and deployments. */
    void delete(long spaceId) {
        for (String table : List.of("core_entry", "core_entry_past", "core_entry_key")) {
            sql.update(
                    "delete from " + table + " where branch_id in (select id from core_branch where space_id = ?)",
                    spaceId);
        }
        sql.update("delete from core_space where id = ?", spaceId);
    }

    @Override
    public void agentDeleting(Write write, String agentId) {
        List<Long> beside = sql.list(
                "select id from core_space where workspace_id = ? and agent_id = ? order by id",
                row -> row.getLong("id"),
                write.caller().workspaceId(),
                agentId);
        for (long spaceId : beside) {
            lock(spaceId);
            delete(spaceId);
        }
    }
}
