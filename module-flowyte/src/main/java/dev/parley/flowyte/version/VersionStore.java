package dev.parley.flowyte.version;

import dev.parley.core.database.Sql;
import dev.parley.flowyte.wire.Page;
import dev.parley.flowyte.wire.PageRequest;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** The rows of versions. */
@Singleton
class VersionStore {

    private static final String SELECT =
            "select id, agent_id, version, note, compiled_config, published_by, published_at from flowyte_version";

    private final Sql sql;

    VersionStore(Sql sql) {
        this.sql = sql;
    }

    void insert(String workspaceId, FrozenVersion version) {
        sql.update(
                """
                insert into flowyte_version(id, workspace_id, agent_id, version, note, compiled_config, published_by, published_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                version.id(),
                workspaceId,
                version.agentId(),
                version.version(),
                version.note(),
                version.text(),
                version.publishedBy(),
                version.publishedAt());
    }

    Optional<FrozenVersion> find(String workspaceId, String agentId, String id) {
        return sql.first(
                SELECT + " where id = ? and workspace_id = ? and agent_id = ?",
                VersionStore::version,
                id,
                workspaceId,
                agentId);
    }

    /** The versions of an agent, newest first. */
    Page<FrozenVersion> list(String workspaceId, String agentId, PageRequest request) {
        long total = sql.first(
                        "select count(*) from flowyte_version where workspace_id = ? and agent_id = ?",
                        row -> row.getLong(1),
                        workspaceId,
                        agentId)
                .orElseThrow();
        return request.page(
                sql.list(
                        SELECT + " where workspace_id = ? and agent_id = ? and version < ?"
                                + " order by workspace_id desc, agent_id desc, version desc limit ? offset ?",
                        VersionStore::version,
                        workspaceId,
                        agentId,
                        request.after().orElse(Long.MAX_VALUE),
                        request.limit() + 1,
                        request.offset()),
                total,
                FrozenVersion::version);
    }

    private static FrozenVersion version(ResultSet row) throws SQLException {
        return new FrozenVersion(
                row.getString("id"),
                row.getString("agent_id"),
                row.getLong("version"),
                row.getString("note"),
                row.getString("compiled_config"),
                row.getString("published_by"),
                Objects.requireNonNull(Sql.instant(row, "published_at")));
    }
}
