package dev.parley.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import java.util.Map;

/** Bodies of requests. */
final class Json {

    private Json() {}

    static ObjectNode object(Map<String, String> members) {
        ObjectNode object = StrictJson.NODES.objectNode();
        members.forEach(object::put);
        return object;
    }
}
