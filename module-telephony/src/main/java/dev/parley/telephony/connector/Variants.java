package dev.parley.telephony.connector;

import dev.parley.core.revision.AgentDirectory;
import dev.parley.core.revision.Branch;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import jakarta.inject.Singleton;

/** The variants of agents, as far as connectors need to know. */
@Singleton
class Variants {

    /** How the store calls the documents that are variants. */
    static final String KIND = "variant";

    private final AgentDirectory agents;

    Variants(AgentDirectory agents) {
        this.agents = agents;
    }

    /** Whether an agent has a variant, at present on main or in what is deployed in an environment. The agent is held. */
    boolean exists(Caller caller, String agentId, String clientEnv, String variantId) {
        DocumentKey key = new DocumentKey(KIND, variantId);
        return agents.existsOnBranch(caller, agentId, Branch.MAIN, key)
                || agents.existsInEnvironment(caller, agentId, clientEnv, key);
    }
}
