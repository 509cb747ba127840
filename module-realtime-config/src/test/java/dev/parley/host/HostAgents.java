package dev.parley.host;

import dev.parley.core.revision.AgentDirectory;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Agents that live outside of the platform's store. */
@Singleton
@Requires(property = "host.agents", value = "elsewhere")
public final class HostAgents implements AgentDirectory {

    private final Set<String> agents = ConcurrentHashMap.newKeySet();

    public void add(String agentId) {
        agents.add(agentId);
    }

    public void remove(String agentId) {
        agents.remove(agentId);
    }

    @Override
    public boolean exists(Caller caller, String agentId) {
        return agents.contains(agentId);
    }

    @Override
    public boolean hold(Write write, String agentId, String branchId) {
        return agents.contains(agentId);
    }

    @Override
    public boolean existsOnBranch(Caller caller, String agentId, String branchId, DocumentKey key) {
        return false;
    }

    @Override
    public boolean existsInEnvironment(Caller caller, String agentId, String environment, DocumentKey key) {
        return false;
    }
}
