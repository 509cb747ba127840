package dev.parley.flowyte.agent;

import dev.parley.core.database.Sql;
import dev.parley.core.security.Caller;
import dev.parley.flowyte.FlowyteError;
import dev.parley.flowyte.wire.Page;
import dev.parley.flowyte.wire.PageRequest;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of agents. */
@Singleton
public class AgentStore {

    private static final String SELECT = "select id, agent_id, branch_id, published_version_id from flowyte_agent";

    private final Sql sql;

    AgentStore(Sql sql) {
        this.sql = sql;
    }

    /** Adds an agent. */
    void insert(String workspaceId, String agentId, long branchId) {
        sql.update(
                "insert into flowyte_agent(workspace_id, agent_id, branch_id) values (?, ?, ?)",
                workspaceId,
                agentId,
                branchId);
    }

    /**
     * Gives an agent a name in place of the one that it has, waiting for whoever is about to take or to give up that name.
     *
     * @throws dev.parley.core.error.ApiException 409 when another agent of the workspace has the name
     */
    void name(String workspaceId, String agentId, String name) {
        int taken = sql.update(
                "insert into flowyte_agent_name(workspace_id, name, agent_id) values (?, ?, ?) on conflict do nothing",
                workspaceId,
                name,
                agentId);
        if (taken == 0) {
            throw FlowyteError.AGENT_NAME_TAKEN.exception();
        }
        sql.update(
                "delete from flowyte_agent_name where workspace_id = ? and agent_id = ? and name <> ?",
                workspaceId,
                agentId,
                name);
    }

    Optional<AgentRow> find(String workspaceId, String agentId) {
        return sql.first(SELECT + " where workspace_id = ? and agent_id = ?", AgentStore::row, workspaceId, agentId);
    }

    /** The agents that the caller may use, in the order in which they were created. */
    Page<AgentRow> list(Caller caller, PageRequest request) {
        String filter = " where workspace_id = ?"
                + (caller.agents().isEmpty()
                        ? ""
                        : " and agent_id in (?" + ", ?".repeat(caller.agents().size() - 1) + ")");
        List<Object> values = new ArrayList<>();
        values.add(caller.workspaceId());
        values.addAll(caller.agents());
        long total = sql.first("select count(*) from flowyte_agent" + filter, row -> row.getLong(1), values.toArray())
                .orElseThrow();
        values.add(request.after().orElse(-1));
        values.add(request.limit() + 1);
        values.add(request.offset());
        return request.page(
                sql.list(
                        SELECT + filter + " and id > ? order by workspace_id, id limit ? offset ?",
                        AgentStore::row,
                        values.toArray()),
                total,
                AgentRow::id);
    }

    /** Says which version of an agent is live. */
    public void publish(String workspaceId, String agentId, String versionId) {
        sql.update(
                "update flowyte_agent set published_version_id = ? where workspace_id = ? and agent_id = ?",
                versionId,
                workspaceId,
                agentId);
    }

    void delete(String workspaceId, String agentId) {
        sql.update("delete from flowyte_agent where workspace_id = ? and agent_id = ?", workspaceId, agentId);
    }

    private static AgentRow row(ResultSet row) throws SQLException {
        @Nullable String publishedVersionId = row.getString("published_version_id");
        return new AgentRow(row.getLong("id"), row.getString("agent_id"), row.getLong("branch_id"), publishedVersionId);
    }
}
