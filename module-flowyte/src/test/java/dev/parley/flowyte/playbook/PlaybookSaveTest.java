package dev.parley.flowyte.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.StrictJson;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlaybookSaveTest {

    private static List<String> fields(GraphBuilder graph) {
        return SaveRules.check(graph.json()).stream().map(FieldError::field).toList();
    }

    private static List<String> fields(String type, String data) {
        return fields(new GraphBuilder().node("first", "note").node("second", type, data));
    }

    @Test
    void workInProgressCanBeSaved() {
        for (String type : List.of("collect", "message", "confirm", "branch", "skill", "end", "start", "poem")) {
            assertThat(fields(type, "{}")).as(type).isEmpty();
        }
        assertThat(fields("collect", "{'variable': '', 'prompt': null, 'inputType': ''}"))
                .isEmpty();
        assertThat(fields("branch", "{'conditions': [{}]}")).isEmpty();
        assertThat(fields(new GraphBuilder().node("a", "message").connect("a", "gone")))
                .isEmpty();
    }

    @Test
    void dataThatIsNotKnownIsNotLookedAt() {
        assertThat(fields("poem", "{'text': 7, 'variable': '1'}")).isEmpty();
        assertThat(fields("message", "{'text': 'x', 'color': ['red']}")).isEmpty();
    }

    @Test
    void idsMustDiffer() {
        GraphBuilder graph =
                new GraphBuilder().node("a", "end").node("b", "end").node("a", "end");
        ObjectNode json = (ObjectNode) graph.connect("a", "b").connect("a", "b").json();
        ((ObjectNode) json.path("connections").path(1))
                .put("id", json.path("connections").path(0).path("id").textValue());
        assertThat(SaveRules.check(json))
                .extracting(FieldError::field)
                .containsExactly("nodes.2.id", "connections.1.id");
    }

    @Test
    void aCollectedVariableMustBeOneThatCanBeSet() {
        for (String name : List.of("1st", "first name", "a-b", "é", "verified", "caller_info")) {
            assertThat(fields("collect", "{'variable': '" + name + "'}"))
                    .as(name)
                    .containsExactly("nodes.1.data.variable");
        }
        assertThat(fields("collect", "{'variable': 'a\\n'}")).containsExactly("nodes.1.data.variable");
        assertThat(fields("collect", "{'variable': 'Verified'}")).isEmpty();
    }

    @Test
    void eachMemberOfAKnownKindHasItsType() {
        assertThat(fields("collect", "{'variable': 1, 'prompt': {}, 'inputType': 'smell'}"))
                .containsExactly("nodes.1.data.variable", "nodes.1.data.prompt", "nodes.1.data.inputType");
        assertThat(fields("message", "{'text': 1}")).containsExactly("nodes.1.data.text");
        assertThat(fields("confirm", "{'text': []}")).containsExactly("nodes.1.data.text");
        assertThat(fields("end", "{'text': true}")).containsExactly("nodes.1.data.text");
        assertThat(fields("branch", "{'conditions': {}}")).containsExactly("nodes.1.data.conditions");
        assertThat(fields("skill", "{'skillId': 1, 'inputs': [], 'outputs': 'x'}"))
                .containsExactly("nodes.1.data.skillId", "nodes.1.data.inputs", "nodes.1.data.outputs");
    }

    @Test
    void conditionsAreCheckedOneByOne() {
        assertThat(fields(
                        "branch",
                        "{'conditions': [1, {'handle': 1, 'variable': 'a b', 'operator': 'like', 'value': []},"
                                + " {'handle': 'x', 'variable': 'verified', 'operator': 'equals', 'value': true}]}"))
                .containsExactly(
                        "nodes.1.data.conditions.0",
                        "nodes.1.data.conditions.1.handle",
                        "nodes.1.data.conditions.1.variable",
                        "nodes.1.data.conditions.1.operator",
                        "nodes.1.data.conditions.1.value");
        assertThat(fields("branch", "{'conditions': [{'handle': '" + "h".repeat(65) + "'}]}"))
                .containsExactly("nodes.1.data.conditions.0.handle");
    }

    @Test
    void inputsAndOutputsAreCheckedOneByOne() {
        assertThat(
                        fields(
                                "skill",
                                "{'inputs': {'any name': 'x', 'b': 2}, 'outputs': {'ok': '', 'a b': 'x', 'verified': 'x', 'c': 1}}"))
                .containsExactly(
                        "nodes.1.data.inputs.b",
                        "nodes.1.data.outputs.a b",
                        "nodes.1.data.outputs.verified",
                        "nodes.1.data.outputs.c");
    }

    @Test
    void aStepHasALimitedNumberOfItems() {
        ObjectNode data = StrictJson.NODES.objectNode();
        for (int i = 0; i <= StepDataRules.MAX_ITEMS; i++) {
            data.withObject("/outputs").put("v" + i, "");
        }
        assertThat(fields(new GraphBuilder().node("a", "skill", data))).containsExactly("nodes.0.data.outputs");
    }
}
