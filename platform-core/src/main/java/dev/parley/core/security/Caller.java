package dev.parley.core.security;

import dev.parley.core.error.CoreError;
import java.util.Optional;
import java.util.Set;

/**
 * Who sends a request, and what that one may do.
 *
 * @param workspaceId the workspace that all its requests are about, at most 64 characters; it is made with its first agent when it is
 *     not there
 * @param family the family that it speaks
 * @param actor who acts, for the audit, at most 100 characters: the id of the key
 * @param label who the caller says acts, beside what it creates, at most 320 characters; empty when it says nothing
 * @param scopes what it may do, or {@link ApiKey#ALL}
 * @param agents the public ids of the agents that it is limited to; empty means all
 */
public record Caller(
        String workspaceId,
        String family,
        String actor,
        Optional<String> label,
        Set<String> scopes,
        Set<String> agents) {

    public Caller {
        scopes = Set.copyOf(scopes);
        agents = Set.copyOf(agents);
    }

    /** What stands as the creator of things: the label, else the actor. */
    public String createdBy() {
        return label.orElse(actor);
    }

    /** Whether the caller holds a scope. */
    public boolean holds(String scope) {
        return scopes.contains(ApiKey.ALL) || scopes.contains(scope);
    }

    /**
     * Refuses an agent that the caller may not use, whether it exists or not.
     *
     * @throws dev.parley.core.error.ApiException 403
     */
    public void requireAgent(String agentId) {
        if (!agents.isEmpty() && !agents.contains(agentId)) {
            throw CoreError.FORBIDDEN.exception("The API key is limited to other agents");
        }
    }

    /**
     * Refuses a path that names another workspace.
     *
     * @throws dev.parley.core.error.ApiException 403
     */
    public void requireWorkspace(String id) {
        if (!workspaceId.equals(id)) {
            throw CoreError.WORKSPACE_FORBIDDEN.exception();
        }
    }

    /**
     * Refuses what only a caller without a limit to some agents may do, such as creating agents.
     *
     * @throws dev.parley.core.error.ApiException 403
     */
    public void requireAllAgents() {
        if (!agents.isEmpty()) {
            throw CoreError.FORBIDDEN.exception("The API key is limited to some agents");
        }
    }
}
