package dev.parley.flowyte.hours;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.FieldError;
import java.util.List;

/** Placeholder. */
public final class HoursRules {
    private HoursRules() {}

    /** None. */
    public static List<FieldError> violations(JsonNode businessHours, String field) {
        return List.of();
    }
}
