package dev.parley.agents.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agents.AgentsError;
import dev.parley.agents.Ids;
import dev.parley.agents.behavior.BehaviorKind;
import dev.parley.agents.behavior.DefaultBehavior;
import dev.parley.agents.deployment.Environment;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.core.paging.Listing;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.Deployments;
import dev.parley.core.revision.Space;
import dev.parley.core.revision.Spaces;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of agents. */
@Singleton
class AgentService {

    private static final String INITIAL_MESSAGE = "Project initialization";
    private static final int MAX_ID = 128;

    private final Spaces spaces;
    private final Branches branches;
    private final Deployments deployments;

    AgentService(Spaces spaces, Branches branches, Deployments deployments) {
        this.spaces = spaces;
        this.branches = branches;
        this.deployments = deployments;
    }

    Listing<AgentResponse> list(Caller caller) {
        return spaces.list(caller).map(AgentResponse::of);
    }

    /**
     * Creates an agent with default behavior, and deploys it to sandbox.
     *
     * @param wire a body that fits {@link CreateAgentBody}
     */
    AgentResponse create(Write write, JsonNode wire) {
        write.caller().requireAllAgents();
        Space space = spaces.create(
                write,
                checkedId("agentId", wire.path("agentId").textValue()),
                Ids::agent,
                wire.path("name").textValue(),
                wire.path("description").textValue(),
                change -> {
                    change.put(SettingsKind.KEY, SettingsKind.body(wire));
                    change.put(BehaviorKind.KEY, BehaviorKind.body(DefaultBehavior.TEXT));
                });
        return deployFirst(write, space);
    }

    /** Copies main's content to a new agent; not its other branches, its deployments or its numbers. */
    AgentResponse duplicate(Write write, String agentId, DuplicateAgentBody body) {
        Space source = spaces.require(write.caller(), agentId);
        write.caller().requireAllAgents();
        Space copy = spaces.duplicate(
                write, source, checkedId("newAgentId", body.newAgentId()), Ids::agent, body.newAgentName());
        return deployFirst(write, copy);
    }

    private AgentResponse deployFirst(Write write, Space space) {
        deployments.initial(
                write, branches.main(write.caller(), space.publicId()), Environment.SANDBOX.text(), INITIAL_MESSAGE);
        return AgentResponse.of(space);
    }

    void delete(Write write, String agentId) {
        // What a POST has answered; no rule changes it while the agent is there.
        Space space = spaces.require(write.caller(), agentId);
        write.requireMatch(() -> AgentResponse.of(space));
        spaces.delete(write, space);
    }

    private static @Nullable String checkedId(String field, @Nullable String id) {
        if (id != null && id.length() > MAX_ID) {
            throw ApiException.invalid(
                    AgentsError.PROJECT_ID_INVALID,
                    AgentsError.PROJECT_ID_INVALID.message(),
                    List.of(new FieldError(field, "must have at most " + MAX_ID + " characters")));
        }
        return id;
    }
}
