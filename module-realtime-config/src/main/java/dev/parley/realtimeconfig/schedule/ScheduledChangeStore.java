package dev.parley.realtimeconfig.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Sql;
import dev.parley.core.json.StrictJson;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.revision.AgentListener;
import dev.parley.core.write.Write;
import dev.parley.realtimeconfig.page.ClientEnv;
import dev.parley.realtimeconfig.schedule.ScheduledChange.Status;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of scheduled changes. Those of an agent go with it. */
@Singleton
class ScheduledChangeStore implements AgentListener {

    private static final String SELECT = "select * from realtime_config_scheduled_change ";
    private static final String OF_PAGE = "workspace_id = ? and agent_id = ? and environment = ?";
    private static final String OF_PAGE_IN_ORDER = " order by workspace_id, agent_id, environment, number";

    private final Sql sql;

    ScheduledChangeStore(Sql sql) {
        this.sql = sql;
    }

    /** A page with something due. */
    record DuePage(String workspaceId, String agentId, ClientEnv environment) {}

    void insert(ScheduledChange change) {
        sql.update(
                """
                insert into realtime_config_scheduled_change(id, workspace_id, agent_id, environment, due_at, config_schema,
                  variables, based_on, status, actor, label, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                change.id(),
                change.workspaceId(),
                change.agentId(),
                change.environment().text(),
                change.dueAt(),
                text(change.schema()),
                text(change.variables()),
                change.basedOn(),
                change.status().stored(),
                change.actor(),
                change.label(),
                change.createdAt());
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }

    /** The changes of a page, in the order in which they were scheduled. */
    Listing<ScheduledChange> list(String workspaceId, String agentId, ClientEnv environment) {
        return (after, max) -> Chunk.of(
                        sql.list(
                                SELECT + "where " + OF_PAGE + " and number > ?" + OF_PAGE_IN_ORDER + " limit ?",
                                row -> new Numbered(row.getLong("number"), change(row)),
                                workspaceId,
                                agentId,
                                environment.text(),
                                after,
                                max + 1),
                        max,
                        Numbered::number)
                .map(Numbered::change);
    }

    private record Numbered(long number, ScheduledChange change) {}

    /** The pending changes of a page, locked, in the order in which they were scheduled. */
    List<ScheduledChange> lockPending(String workspaceId, String agentId, ClientEnv environment) {
        return sql.list(
                SELECT + "where " + OF_PAGE + " and status = 0" + OF_PAGE_IN_ORDER + " for update",
                ScheduledChangeStore::change,
                workspaceId,
                agentId,
                environment.text());
    }

    /** A change of a page, locked, or empty. */
    Optional<ScheduledChange> lock(String workspaceId, String agentId, ClientEnv environment, String id) {
        return sql.first(
                SELECT + "where " + OF_PAGE + " and id = ? for update",
                ScheduledChangeStore::change,
                workspaceId,
                agentId,
                environment.text(),
                id);
    }

    void delete(ScheduledChange change) {
        sql.update("delete from realtime_config_scheduled_change where id = ?", change.id());
    }

    /** Pages with changes that are due. */
    List<DuePage> due(Instant now, int max) {
        return sql.list(
                "select distinct workspace_id, agent_id, environment from realtime_config_scheduled_change"
                        + " where status = 0 and due_at <= ? limit ?",
                row -> new DuePage(
                        row.getString("workspace_id"),
                        row.getString("agent_id"),
                        ClientEnv.named(row.getString("environment"))),
                now,
                max);
    }

    /** Notes how a change ended. */
    void settle(ScheduledChange change, Status status, @Nullable String reason, Instant at) {
        sql.update(
                "update realtime_config_scheduled_change set status = ?, reason = ?, settled_at = ? where id = ?",
                status.stored(),
                reason,
                at,
                change.id());
    }

    /** Carries pending changes of a page along with a change of it that came from the schedule. */
    void rebase(ScheduledChange applied, long sequence) {
        sql.update(
                "update realtime_config_scheduled_change set based_on = ? where " + OF_PAGE
                        + " and status = 0 and based_on = ?",
                sequence,
                applied.workspaceId(),
                applied.agentId(),
                applied.environment().text(),
                applied.basedOn());
    }

    @Override
    public void agentDeleting(Write write, String agentId) {
        sql.update(
                "delete from realtime_config_scheduled_change where workspace_id = ? and agent_id = ?",
                write.caller().workspaceId(),
                agentId);
    }

    private static ScheduledChange change(ResultSet row) throws SQLException {
        return new ScheduledChange(
                row.getString("id"),
                row.getString("workspace_id"),
                row.getString("agent_id"),
                ClientEnv.named(row.getString("environment")),
                Objects.requireNonNull(Sql.instant(row, "due_at")),
                tree(row.getString("config_schema")),
                tree(row.getString("variables")),
                row.getLong("based_on"),
                Status.of(row.getInt("status")),
                row.getString("reason"),
                row.getString("actor"),
                row.getString("label"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Sql.instant(row, "settled_at"));
    }

    private static @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : StrictJson.parse(text);
    }
}
