package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.FieldError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a graph must be so that it can be saved. Work in progress is fine, so nothing has to be complete: connections may lead
 * nowhere and data may be absent, null or an empty text. What there is must be of the right type, though, and ids must differ.
 */
public final class SaveRules {

    private SaveRules() {}

    /**
     * Everything that keeps a graph from being saved, besides what the schema of {@link Graph} says.
     *
     * @param graph a {@link Graph} in JSON
     * @return errors whose fields are within the graph, such as {@code nodes.3.data.variable}
     */
    public static List<FieldError> check(JsonNode graph) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode nodes = graph.path("nodes");
        checkIds("nodes", nodes, errors);
        checkIds("connections", graph.path("connections"), errors);
        for (int i = 0; i < nodes.size(); i++) {
            JsonNode node = nodes.path(i);
            new StepDataRules("nodes." + i + ".data", node.path("data"), errors)
                    .check(node.path("type").asText());
        }
        return Collections.unmodifiableList(errors);
    }

    private static void checkIds(String field, JsonNode items, List<FieldError> errors) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode id = items.path(i).path("id");
            if (id.isTextual() && !seen.add(id.textValue())) {
                errors.add(new FieldError(field + "." + i + ".id", "is the id of another one"));
            }
        }
    }
}
