package dev.parley.flowyte.agent;

import dev.parley.core.revision.AgentListener;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;

/** An agent goes with its name and its versions. */
@Singleton
final class AgentRemoval implements AgentListener {

    private final AgentStore agents;

    AgentRemoval(AgentStore agents) {
        this.agents = agents;
    }

    @Override
    public void agentDeleting(Write write, String agentId) {
        agents.delete(write.caller().workspaceId(), agentId);
    }
}
