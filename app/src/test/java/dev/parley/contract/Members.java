package dev.parley.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** What requests can say, as {@link Origins} calls it: the members of bodies and the parameters of queries. */
final class Members {

    private final ApiDocument document;
    private final Set<String> found = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();

    Members(ApiDocument document) {
        this.document = document;
    }

    Set<String> of(ApiOperation operation) {
        operation
                .parametersIn("query")
                .forEach(parameter -> add(
                        parameter.path("schema"),
                        operation + "?" + parameter.path("name").asText()));
        if (operation.hasBody()) {
            add(operation.bodySchema(), "");
        }
        return found;
    }

    private void add(JsonNode given, String about) {
        found.add(about);
        String name = document.nameOf(given, about);
        if (!name.equals(about) && !seen.add(name)) {
            return;
        }
        JsonNode schema = document.resolved(given);
        schema.path("properties").properties().forEach(member -> add(member.getValue(), name + "." + member.getKey()));
        if (schema.has("items")) {
            add(schema.path("items"), name + "[]");
        }
        if (schema.path("additionalProperties").isObject()) {
            add(schema.path("additionalProperties"), name + "{}");
        }
    }
}
