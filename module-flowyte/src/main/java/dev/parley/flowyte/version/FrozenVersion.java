package dev.parley.flowyte.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.Timestamps;
import java.time.Instant;

/**
 * What a publish froze.
 *
 * @param id of the deployment that made it
 * @param agentId the agent
 * @param version the agent's version that the publish made
 * @param note what its publisher wrote about it; empty when nothing
 * @param text what was frozen, see {@link CompiledConfig}, as canonical JSON
 * @param publishedBy who
 * @param publishedAt when
 */
record FrozenVersion(
        String id, String agentId, long version, String note, String text, String publishedBy, Instant publishedAt) {

    /** What was frozen. */
    JsonNode config() {
        return StrictJson.parse(text);
    }

    ObjectNode json() {
        ObjectNode json = StrictJson.NODES.objectNode();
        json.put("id", id);
        json.put("agentId", agentId);
        json.put("version", version);
        json.set("compiledConfig", config());
        json.put("note", note);
        json.put("publishedAt", Timestamps.text(publishedAt));
        json.put("publishedBy", publishedBy);
        return json;
    }
}
