package dev.parley.telephony;

import dev.parley.core.error.CoreError;
import dev.parley.core.revision.AgentDirectory;
import dev.parley.core.revision.Branch;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the agent that a path names. Whoever changes something about the telephony of an agent holds the agent first, so changes of one
 * agent pass one after the other, and none after the agent is deleted.
 */
@Singleton
public class AgentAccess {

    private final AgentDirectory agents;

    AgentAccess(AgentDirectory agents) {
        this.agents = agents;
    }

    /**
     * Demands an agent whose telephony is to be read.
     *
     * @throws dev.parley.core.error.ApiException 403 when the caller is limited to other agents; 404 when there is no such agent
     */
    public void requireReadable(Caller caller, String agentId) {
        agents.require(caller, agentId);
    }

    /**
     * Holds an agent for the rest of the transaction.
     *
     * @throws dev.parley.core.error.ApiException as {@link #requireReadable}
     */
    public void hold(Write write, String agentId) {
        agents.requireHeld(write, agentId);
    }

    /**
     * Holds an agent and others for the rest of the transaction; all callers take several in one order.
     *
     * @return those of the others that exist and that the caller may use
     * @throws dev.parley.core.error.ApiException as {@link #requireReadable}, for the agent itself
     */
    public Set<String> hold(Write write, String agentId, Collection<String> others) {
        write.caller().requireAgent(agentId);
        Set<String> all = new TreeSet<>(others);
        all.add(agentId);
        Set<String> held = new HashSet<>();
        for (String one : all) {
            if (mayUse(write.caller(), one) && agents.hold(write, one, Branch.MAIN)) {
                held.add(one);
            }
        }
        if (!held.contains(agentId)) {
            throw CoreError.AGENT_NOT_FOUND.exception();
        }
        return held;
    }

    private static boolean mayUse(Caller caller, String agentId) {
        return caller.agents().isEmpty() || caller.agents().contains(agentId);
    }
}
