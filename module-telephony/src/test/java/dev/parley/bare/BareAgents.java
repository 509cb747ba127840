package dev.parley.bare;

import dev.parley.core.database.Database;
import dev.parley.core.database.Sql;
import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.revision.AgentDirectory;
import dev.parley.core.revision.AgentListener;
import dev.parley.core.revision.Branch;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** The application's own agents: a row each, with one variant. */
@Singleton
@Requires(property = "bare")
class BareAgents implements AgentDirectory {

    private final Sql sql;
    private final Database database;
    private final BeanProvider<AgentListener> listeners;

    BareAgents(Sql sql, Database database, BeanProvider<AgentListener> listeners) {
        this.sql = sql;
        this.database = database;
        this.listeners = listeners;
    }

    @PostConstruct
    void createTable() {
        sql.update("create table if not exists bare_agent(id varchar(64) primary key, variant varchar(64) not null)");
    }

    void create(String id, String variant) {
        database.write(() -> sql.update("insert into bare_agent(id, variant) values (?, ?)", id, variant));
    }

    /** Takes the variant from an agent and tells the modules. */
    void removeVariant(String id, String variant) {
        database.write(() -> {
            Write write = write();
            hold(write, id, Branch.MAIN);
            sql.update("update bare_agent set variant = '' where id = ?", id);
            DocumentKey key = new DocumentKey("variant", variant);
            listeners.forEach(listener -> listener.documentDeleted(write, id, Branch.MAIN, key));
            return true;
        });
    }

    /** Deletes an agent and tells the modules. */
    void delete(String id) {
        database.write(() -> {
            Write write = write();
            hold(write, id, Branch.MAIN);
            listeners.forEach(listener -> listener.agentDeleting(write, id));
            return sql.update("delete from bare_agent where id = ?", id);
        });
    }

    private static Write write() {
        Caller host = new Caller(BareCallers.WORKSPACE, PolyAiFamily.ID, "host", Optional.empty(), Set.of(), Set.of());
        return new Write(host, "host", Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public boolean exists(Caller caller, String agentId) {
        return sql.first("select id from bare_agent where id = ?", row -> true, agentId)
                .isPresent();
    }

    @Override
    public Optional<String> name(Caller caller, String agentId) {
        return exists(caller, agentId) ? Optional.of("Our " + agentId) : Optional.empty();
    }

    @Override
    public boolean hold(Write write, String agentId, String branchId) {
        return sql.first("select id from bare_agent where id = ? for update", row -> true, agentId)
                .isPresent();
    }

    @Override
    public boolean existsOnBranch(Caller caller, String agentId, String branchId, DocumentKey key) {
        return sql.first("select id from bare_agent where id = ? and variant = ?", row -> true, agentId, key.id())
                .isPresent();
    }

    @Override
    public boolean existsInEnvironment(Caller caller, String agentId, String environment, DocumentKey key) {
        return false;
    }
}
