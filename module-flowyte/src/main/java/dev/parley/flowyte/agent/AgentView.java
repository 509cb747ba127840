package dev.parley.flowyte.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.Timestamps;
import dev.parley.core.revision.Branch;
import java.time.Instant;

/** An agent as callers see it. */
final class AgentView {

    private AgentView() {}

    /** The agent as it was looked up. */
    static ObjectNode json(String organizationId, AgentRow agent, Branch main, JsonNode draft) {
        return json(organizationId, agent, main, main.sequence(), main.updatedAt(), draft);
    }

    /** The agent at a moment of its draft. */
    static ObjectNode json(
            String organizationId, AgentRow agent, Branch main, long version, Instant updatedAt, JsonNode draft) {
        ObjectNode json = StrictJson.NODES.objectNode();
        json.put("id", agent.agentId());
        json.put("organizationId", organizationId);
        json.set("name", draft.path("name"));
        json.put("version", version);
        json.put("status", agent.publishedVersionId() == null ? "draft" : "published");
        draft.properties().forEach(member -> json.set(member.getKey(), member.getValue()));
        json.put("publishedVersionId", agent.publishedVersionId());
        json.put("createdAt", Timestamps.text(main.createdAt()));
        json.put("updatedAt", Timestamps.text(updatedAt));
        json.put("createdBy", main.createdBy());
        return json;
    }
}
