package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.FieldError;
import java.util.List;

/** Placeholder. */
final class SaveRules {
    private SaveRules() {}

    static List<FieldError> violations(JsonNode graph) {
        return List.of();
    }
}
