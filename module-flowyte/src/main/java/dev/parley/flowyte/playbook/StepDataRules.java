package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.FieldError;
import java.util.Arrays;
import java.util.List;

/** Checks the types of the data of one node. */
final class StepDataRules {

    /** How many conditions, inputs or outputs a step may have. */
    static final int MAX_ITEMS = 100;

    private static final List<String> INPUT_TYPES =
            Arrays.stream(InputType.values()).map(InputType::wireName).toList();
    private static final List<String> OPERATORS = Arrays.stream(Condition.Operator.values())
            .map(Condition.Operator::wireName)
            .toList();

    private final String field;
    private final JsonNode data;
    private final List<FieldError> errors;

    StepDataRules(String field, JsonNode data, List<FieldError> errors) {
        this.field = field;
        this.data = data;
        this.errors = errors;
    }

    void check(String type) {
        switch (type) {
            case "collect" -> {
                settable("variable", data.path("variable"));
                text("prompt", data.path("prompt"));
                oneOf("inputType", data.path("inputType"), INPUT_TYPES);
            }
            case "message", "confirm", "end" -> text("text", data.path("text"));
            case "branch" -> conditions(data.path("conditions"));
            case "skill" -> {
                text("skillId", data.path("skillId"));
                inputs(data.path("inputs"));
                outputs(data.path("outputs"));
            }
            default -> {
                // Nothing is known of the data of other types.
            }
        }
    }

    private void conditions(JsonNode conditions) {
        if (!given(conditions) || !is("conditions", conditions.isArray(), "must be an array")) {
            return;
        }
        few("conditions", conditions);
        for (int i = 0; i < conditions.size(); i++) {
            JsonNode condition = conditions.path(i);
            String at = "conditions." + i;
            if (is(at, condition.isObject(), "must be an object")) {
                JsonNode handle = condition.path("handle");
                if (text(at + ".handle", handle)) {
                    is(
                            at + ".handle",
                            handle.textValue().length() <= Graph.MAX_ID_LENGTH,
                            "must have at most " + Graph.MAX_ID_LENGTH + " characters");
                }
                variable(at + ".variable", condition.path("variable"));
                oneOf(at + ".operator", condition.path("operator"), OPERATORS);
                is(at + ".value", !condition.path("value").isContainerNode(), "must be a text, a number or a boolean");
            }
        }
    }

    private void inputs(JsonNode inputs) {
        if (given(inputs) && is("inputs", inputs.isObject(), "must be an object")) {
            few("inputs", inputs);
            inputs.properties().forEach(input -> text("inputs." + input.getKey(), input.getValue()));
        }
    }

    private void outputs(JsonNode outputs) {
        if (given(outputs) && is("outputs", outputs.isObject(), "must be an object")) {
            few("outputs", outputs);
            outputs.properties().forEach(output -> {
                String at = "outputs." + output.getKey();
                name(at, output.getKey());
                text(at, output.getValue());
                free(at, output.getKey());
            });
        }
    }

    private void settable(String member, JsonNode value) {
        if (variable(member, value)) {
            free(member, value.textValue());
        }
    }

    /** Whether there is a text that could be the name of a variable. */
    private boolean variable(String member, JsonNode value) {
        return text(member, value) && name(member, value.textValue());
    }

    private boolean name(String member, String name) {
        return is(member, VariableNames.isValid(name), "must be the name of a variable, " + VariableNames.PATTERN);
    }

    private void free(String member, String name) {
        is(member, !VariableNames.RESERVED.contains(name), "must not be a variable that every conversation has");
    }

    /** Whether there is a text that is not empty. */
    private boolean text(String member, JsonNode value) {
        return given(value)
                && is(member, value.isTextual(), "must be a text")
                && !value.textValue().isEmpty();
    }

    private void oneOf(String member, JsonNode value, List<String> names) {
        if (text(member, value)) {
            is(member, names.contains(value.textValue()), "must be one of " + String.join(", ", names));
        }
    }

    private void few(String member, JsonNode items) {
        is(member, items.size() <= MAX_ITEMS, "must have at most " + MAX_ITEMS + " items");
    }

    private static boolean given(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private boolean is(String member, boolean holds, String message) {
        if (!holds) {
            errors.add(new FieldError(field + "." + member, message));
        }
        return holds;
    }
}
