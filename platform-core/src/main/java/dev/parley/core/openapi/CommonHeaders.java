package dev.parley.core.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that every operation understands or answers with, so that no module has to declare them. */
final class CommonHeaders {

    private static final String JSON = "application/json";

    /** The names of the parameters that reads take. */
    private static final Map<String, String> OF_READS =
            Map.of("If-None-Match", "Entity tags: 304 without a body when what is asked for has one of them.");

    /** The names of the parameters that writes take. */
    private static final Map<String, String> OF_WRITES = ofWrites();

    private CommonHeaders() {}

    private static Map<String, String> ofWrites() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("If-Match", "Entity tags: nothing is changed when what is to be changed has none of them.");
        headers.put(
                "Idempotency-Key",
                "A text of the caller's: for 24 hours, a repetition with it changes nothing and gets the same answer.");
        return headers;
    }

    /** Declares them in a document, in place. */
    static void declare(ObjectNode document) {
        ObjectNode parameters = document.withObject("/components/parameters");
        OF_READS.forEach((name, description) -> component(parameters, name, description));
        OF_WRITES.forEach((name, description) -> component(parameters, name, description));
        document.withObject("/components/headers")
                .putObject("ETag")
                .put("description", "The strong entity tag of what is answered.")
                .putObject("schema")
                .put("type", "string");
        document.path("paths")
                .forEach(path -> path.properties().forEach(operation -> {
                    if (operation.getValue() instanceof ObjectNode declared && declared.has("responses")) {
                        declare(declared, operation.getKey().equals("get"));
                    }
                }));
    }

    private static void component(ObjectNode parameters, String name, String description) {
        parameters
                .putObject(name)
                .put("name", name)
                .put("in", "header")
                .put("description", description)
                .putObject("schema")
                .put("type", "string");
    }

    private static void declare(ObjectNode operation, boolean reads) {
        ObjectNode responses = (ObjectNode) operation.path("responses");
        boolean answersJson = responses.path("200").path("content").has(JSON);
        if (reads && !answersJson) {
            return; // a stream, which has no state to name
        }
        ArrayNode parameters = operation.withArray("/parameters");
        (reads ? OF_READS : OF_WRITES)
                .keySet()
                .forEach(name -> parameters.addObject().put("$ref", "#/components/parameters/" + name));
        if (reads) {
            responses.putObject("304").put("description", "Not Modified");
            JsonNode success = responses.path("200");
            ((ObjectNode) success).putObject("headers").putObject("ETag").put("$ref", "#/components/headers/ETag");
        }
    }
}
