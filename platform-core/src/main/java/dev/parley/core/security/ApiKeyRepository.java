package dev.parley.core.security;

import dev.parley.core.database.Database;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of API keys. */
@Repository(Database.NAME)
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ApiKeyRepository extends GenericRepository<ApiKeyRow, String> {

    Optional<ApiKeyRow> findByHash(byte[] hash);

    List<ApiKeyRow> findByWorkspaceIdOrderByCreatedAt(String workspaceId);

    ApiKeyRow save(ApiKeyRow row);

    /** Revokes a key that is not revoked yet, and tells how many that were (1 or 0). */
    @Query(
            "update core_api_key set revoked_at = :at where id = :id and workspace_id = :workspaceId and revoked_at is null")
    int revoke(String workspaceId, String id, Instant at);
}
