package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the step of a node. What is not as it should be is as if it were not there: {@link SaveRules} is what tells of it. */
final class StepReader {

    private StepReader() {}

    static Step read(String id, String type, JsonNode data) {
        return switch (type) {
            case "collect" ->
                new Step.Collect(id, settable(data.path("variable")), template(data.path("prompt")), inputType(data));
            case "message" -> new Step.Message(id, template(data.path("text")));
            case "confirm" -> new Step.Confirm(id, template(data.path("text")));
            case "branch" -> new Step.Branch(id, conditions(data.path("conditions")));
            case "skill" ->
                new Step.SkillCall(
                        id, text(data.path("skillId")), inputs(data.path("inputs")), outputs(data.path("outputs")));
            case "end" -> new Step.End(id, template(data.path("text")));
            default -> new Step.Other(id, type);
        };
    }

    private static InputType inputType(JsonNode data) {
        boolean keypad = InputType.KEYPAD.wireName().equals(text(data.path("inputType")));
        return keypad ? InputType.KEYPAD : InputType.SPEECH;
    }

    private static List<Condition> conditions(JsonNode conditions) {
        List<Condition> read = new ArrayList<>();
        if (conditions.isArray()) {
            conditions.forEach(condition -> {
                String variable = text(condition.path("variable"));
                JsonNode value = condition.path("value");
                read.add(new Condition(
                        text(condition.path("handle")),
                        VariableNames.isValid(variable) ? variable : "",
                        Condition.Operator.of(text(condition.path("operator"))),
                        new Template(value.isContainerNode() ? "" : Template.spell(value))));
            });
        }
        return read;
    }

    private static Map<String, Template> inputs(JsonNode inputs) {
        Map<String, Template> read = new LinkedHashMap<>();
        inputs.properties().forEach(input -> {
            if (input.getValue().isTextual()) {
                read.put(input.getKey(), template(input.getValue()));
            }
        });
        return Collections.unmodifiableMap(read);
    }

    private static Map<String, String> outputs(JsonNode outputs) {
        Map<String, String> read = new LinkedHashMap<>();
        outputs.properties().forEach(output -> {
            if (VariableNames.isSettable(output.getKey()) && output.getValue().isTextual()) {
                read.put(output.getKey(), output.getValue().textValue());
            }
        });
        return Collections.unmodifiableMap(read);
    }

    private static String settable(JsonNode variable) {
        String name = text(variable);
        return VariableNames.isSettable(name) ? name : "";
    }

    private static Template template(JsonNode value) {
        return new Template(text(value));
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : "";
    }
}
