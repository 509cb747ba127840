package dev.parley.flowyte.skill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.CallerSchema;
import dev.parley.core.json.CallerSchema.InvalidSchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The schema of what a caller is asked for before a skill is called: a JSON Schema object with {@code properties}. */
final class ParametersSchema {

    private static final String FIELD = "parametersSchema";
    private static final Set<String> TYPES = Set.of("string", "number", "integer", "boolean");

    private ParametersSchema() {}

    /** Everything that is wrong with a schema; {@code required} parameters must be among its properties. */
    static List<FieldError> violations(JsonNode schema, JsonNode requiredParams) {
        List<FieldError> errors = new ArrayList<>();
        if (schema.has("type") && !schema.path("type").asText().equals("object")) {
            errors.add(new FieldError(FIELD + ".type", "must be object"));
        }
        JsonNode properties = schema.path("properties");
        if (!properties.isObject()) {
            errors.add(new FieldError(FIELD + ".properties", "must be an object with a schema for each parameter"));
            return errors;
        }
        properties.properties().forEach(property -> {
            if (!property.getValue().isObject()) {
                errors.add(new FieldError(FIELD + ".properties." + property.getKey(), "must be a schema"));
                return;
            }
            JsonNode type = property.getValue().path("type");
            if (!type.isMissingNode() && !TYPES.contains(type.asText())) {
                errors.add(new FieldError(
                        FIELD + ".properties." + property.getKey() + ".type",
                        "must be one of string, number, integer, boolean"));
            }
        });
        requireNames(FIELD + ".required", schema.path("required"), properties, errors);
        requireNames("requiredParams", requiredParams, properties, errors);
        if (errors.isEmpty()) {
            try {
                CallerSchema.compile(schema);
            } catch (InvalidSchemaException e) {
                errors.add(new FieldError(FIELD, e.getMessage()));
            }
        }
        return errors;
    }

    private static void requireNames(String field, JsonNode names, JsonNode properties, List<FieldError> errors) {
        for (int i = 0; i < names.size(); i++) {
            if (!properties.has(names.path(i).asText())) {
                errors.add(new FieldError(field + "." + i, "is not among the properties"));
            }
        }
    }
}
