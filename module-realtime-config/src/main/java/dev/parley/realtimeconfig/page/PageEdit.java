package dev.parley.realtimeconfig.page;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a page.
 *
 * @param schema replaces the schema; null when it stays
 * @param variables the new values, an object; null when they stay
 * @param replacesVariables whether only {@code variables} are left, or those that it does not name stay
 */
public record PageEdit(@Nullable JsonNode schema, @Nullable JsonNode variables, boolean replacesVariables) {

    /** Replaces the schema. Variables that do not fit it any more stay as they are. */
    static PageEdit ofSchema(JsonNode schema) {
        return new PageEdit(schema, null, false);
    }

    /** Sets variables; each replaces one of its name as a whole, and the others stay. */
    static PageEdit ofVariables(JsonNode variables) {
        return new PageEdit(null, variables, false);
    }

    /** Replaces both. */
    static PageEdit ofBoth(JsonNode schema, JsonNode variables) {
        return new PageEdit(schema, variables, true);
    }
}
