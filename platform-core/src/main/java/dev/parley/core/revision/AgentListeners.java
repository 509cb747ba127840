package dev.parley.core.revision;

import dev.parley.core.database.Sql;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.util.SupplierUtil;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The listeners of the application. They are looked up when they are needed: they may need the store themselves. */
@Singleton
final class AgentListeners {

    private final Sql sql;
    private final Supplier<List<AgentListener>> listeners;

    AgentListeners(Sql sql, BeanProvider<AgentListener> listeners) {
        this.sql = sql;
        this.listeners = SupplierUtil.memoized(() -> listeners.stream().toList());
    }

    void agentDeleting(Write write, String agentId) {
        listeners.get().forEach(listener -> listener.agentDeleting(write, agentId));
    }

    /** Tells of documents that a change of a branch has deleted, unless the branch only stands beside an agent. */
    void documentsDeleted(Write write, Branch branch, List<DocumentKey> keys) {
        if (keys.isEmpty() || listeners.get().isEmpty()) {
            return;
        }
        Optional<String> agentId = sql.first(
                "select public_id from core_space where id = ? and agent_id is null",
                row -> row.getString("public_id"),
                branch.spaceId());
        agentId.ifPresent(id -> {
            for (AgentListener listener : listeners.get()) {
                keys.forEach(key -> listener.documentDeleted(write, id, branch.publicId(), key));
            }
        });
    }
}
