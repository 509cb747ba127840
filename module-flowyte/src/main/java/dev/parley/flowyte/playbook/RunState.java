package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a run of a playbook is. Immutable, and all that has to be kept between two turns.
 *
 * @param nodeId the node that it is at, null when it is over
 * @param variables what is set: never null, an empty text or nothing
 * @param visits how many nodes it has been at, counting each time
 */
public record RunState(@Nullable String nodeId, Map<String, JsonNode> variables, int visits) {

    public RunState {
        Map<String, JsonNode> set = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            if (!Template.spell(value).isEmpty()) {
                set.put(name, value);
            }
        });
        variables = Collections.unmodifiableMap(set);
    }

    /** Whether there is nothing to go on with. */
    public boolean isOver() {
        return nodeId == null;
    }

    RunState at(@Nullable String node) {
        return new RunState(node, variables, visits);
    }

    RunState visited() {
        return new RunState(nodeId, variables, visits + 1);
    }

    /** With these values; a value that is null takes the variable's away. */
    RunState with(Map<String, JsonNode> values) {
        Map<String, JsonNode> set = new LinkedHashMap<>(variables);
        set.putAll(values);
        return new RunState(nodeId, set, visits);
    }

    /** The state in JSON, for {@link #of}. */
    public JsonNode toJson() {
        ObjectNode json = StrictJson.NODES.objectNode();
        json.put("nodeId", nodeId);
        json.putObject("variables").setAll(variables);
        json.put("visits", visits);
        return json;
    }

    /** Reads a state that {@link #toJson} wrote. */
    public static RunState of(JsonNode json) {
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        json.path("variables").properties().forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
        return new RunState(
                json.path("nodeId").textValue(), variables, json.path("visits").asInt());
    }
}
