package dev.parley.core.revision;

import dev.parley.core.error.CoreError;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import java.util.Optional;

/**
 * What modules may ask about each other's agents. The core answers from its own store; an embedder may bring a bean that answers for
 * agents which live elsewhere.
 */
public interface AgentDirectory {

    /** Whether the caller's workspace and family have an agent of this id that the caller may use. */
    boolean exists(Caller caller, String agentId);

    /** The name of an agent, for people; empty when the agent has none, does not exist, or may not be used by the caller. */
    default Optional<String> name(Caller caller, String agentId) {
        return Optional.empty();
    }

    /**
     * Locks a branch for the rest of the running transaction: until its end nobody changes the branch, and, when it is main, nobody
     * deploys or deletes the agent. Who writes something that depends on the other answers asks this first.
     *
     * @return false when the agent or the branch does not exist
     */
    boolean hold(Write write, String agentId, String branchId);

    /** Whether a document exists at present on a branch of an agent. False when the agent or the branch does not. */
    boolean existsOnBranch(Caller caller, String agentId, String branchId, DocumentKey key);

    /**
     * Whether a document is part of what is deployed in an environment of an agent. False when the agent does not exist or nothing is
     * deployed there.
     */
    boolean existsInEnvironment(Caller caller, String agentId, String environment, DocumentKey key);

    /**
     * Demands an agent that is to be read.
     *
     * @throws dev.parley.core.error.ApiException 403 when the caller is limited to other agents; 404 when there is no such agent for it
     */
    default void require(Caller caller, String agentId) {
        caller.requireAgent(agentId);
        if (!exists(caller, agentId)) {
            throw CoreError.AGENT_NOT_FOUND.exception();
        }
    }

    /**
     * Demands an agent and holds it by its main branch, see {@link #hold}.
     *
     * @throws dev.parley.core.error.ApiException as {@link #require}
     */
    default void requireHeld(Write write, String agentId) {
        write.caller().requireAgent(agentId);
        if (!hold(write, agentId, Branch.MAIN)) {
            throw CoreError.AGENT_NOT_FOUND.exception();
        }
    }
}
