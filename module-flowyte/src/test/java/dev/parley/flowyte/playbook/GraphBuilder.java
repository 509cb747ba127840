package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import org.jspecify.annotations.Nullable;

/** Writes graphs as they are on the wire. Data is given in JSON with single quotes. */
final class GraphBuilder {

    private final ObjectNode graph = StrictJson.NODES.objectNode();
    private final ArrayNode nodes = graph.put("flowId", "flow").putArray("nodes");
    private final ArrayNode connections = graph.putArray("connections");

    GraphBuilder node(String id, String type) {
        return node(id, type, "{}");
    }

    GraphBuilder node(String id, String type, String data) {
        return node(id, type, json(data));
    }

    GraphBuilder node(String id, String type, JsonNode data) {
        ObjectNode node = nodes.addObject().put("id", id).put("type", type);
        node.putObject("position").put("x", 0).put("y", 0);
        node.set("data", data);
        return this;
    }

    GraphBuilder connect(String source, String target) {
        return connect(source, null, target);
    }

    GraphBuilder connect(String source, @Nullable String handle, String target) {
        connections
                .addObject()
                .put("id", "c" + (connections.size() + 1))
                .put("source", source)
                .put("target", target)
                .put("sourceHandle", handle)
                .putNull("targetHandle");
        return this;
    }

    JsonNode json() {
        return graph;
    }

    PlaybookGraph read() {
        return PlaybookGraph.of(graph);
    }

    static JsonNode json(String singleQuoted) {
        return StrictJson.parse(singleQuoted.replace('\'', '"'));
    }
}
