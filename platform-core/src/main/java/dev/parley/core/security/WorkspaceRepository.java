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

/** The rows of workspaces. */
@Repository(Database.NAME)
@JdbcRepository(dialect = Dialect.POSTGRES)
interface WorkspaceRepository extends GenericRepository<Workspace, String> {

    Optional<Workspace> findById(String id);

    List<Workspace> findAllOrderByCreatedAt();

    /** Inserts unless the id is taken, and tells whether it did (1 or 0). */
    @Query("insert into core_workspace(id, name, created_at) values (:id, :name, :createdAt) on conflict do nothing")
    int insertIfAbsent(String id, String name, Instant createdAt);

    /** Waits for and locks a workspace until the end of the transaction. */
    @Query("select * from core_workspace where id = :id for update")
    Optional<Workspace> lockById(String id);
}
