package dev.parley.flowyte.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlaybookGraphTest {

    @Test
    void anyJsonCanBeReadAsAGraph() {
        for (String json : List.of(
                "null",
                "[]",
                "7",
                "{'nodes': 1, 'connections': 'x'}",
                "{'nodes': [null, {}, {'id': 1}, {'id': 'a'}], 'connections': [null, [], {'source': 'a'}]}")) {
            PlaybookGraph graph = PlaybookGraph.of(GraphBuilder.json(json));
            assertThat(graph.steps()).as(json).isEmpty();
            assertThat(graph.connections()).as(json).isEmpty();
        }
        for (String type : List.of("collect", "message", "confirm", "branch", "skill", "end")) {
            for (String data : List.of("null", "[]", "{'conditions': 1, 'inputs': 1, 'outputs': [1], 'text': {}}")) {
                PlaybookGraph graph = new GraphBuilder().node("a", type, data).read();
                assertThat(graph.steps()).hasSize(1);
                assertThat(PublishRules.check(graph, Set.of(), id -> true)).isNotNull();
            }
        }
    }

    @Test
    void usesOfVariablesAreFoundInABrokenGraphToo() {
        PlaybookGraph graph = new GraphBuilder()
                .node("ask", "collect", "{'variable': 'age', 'prompt': '{name}, how old are you? {not one} {}'}")
                .node(
                        "which",
                        "branch",
                        "{'conditions': [{'variable': 'age', 'operator': 'less_than', 'value': '{limit}'}]}")
                .node("call", "skill", "{'inputs': {'p': '{age}{age}'}, 'outputs': {'plan': '', 'verified': 'x'}}")
                .node("poem", "poem", "{'text': '{unknown}'}")
                .read();
        assertThat(VariableUse.in(graph))
                .containsExactly(
                        new VariableUse("name", "ask", VariableUse.Kind.READS),
                        new VariableUse("age", "ask", VariableUse.Kind.SETS),
                        new VariableUse("age", "which", VariableUse.Kind.READS),
                        new VariableUse("limit", "which", VariableUse.Kind.READS),
                        new VariableUse("age", "call", VariableUse.Kind.READS),
                        new VariableUse("plan", "call", VariableUse.Kind.SETS));
    }

    @Test
    void theInputSchemaNamesTheVariablesThatAreSetAtTheStart() {
        JsonNode schema = GraphBuilder.json("{'type': 'object', 'properties': {'b': {}, 'a': {}, 'not one': {}}}");
        assertThat(VariableNames.ofInputSchema(schema)).containsExactly("b", "a");
        assertThat(VariableNames.ofInputSchema(GraphBuilder.json("{'properties': [1]}")))
                .isEmpty();
        assertThat(VariableNames.ofInputSchema(GraphBuilder.json("null"))).isEmpty();
    }

    @Test
    void placeholdersAreFilledWithWhatIsSet() {
        Map<String, JsonNode> variables = Map.of(
                "text", GraphBuilder.json("'a {b}'"),
                "number", GraphBuilder.json("1.50"),
                "list", GraphBuilder.json("[1, 'x']"),
                "nothing", GraphBuilder.json("null"));
        assertThat(new Template("{text}|{number}|{list}|{nothing}|{unset}|{Text}|{not one}|{|}{{number}}")
                        .fill(variables))
                .isEqualTo("a {b}|1.50|[1,\"x\"]||||{not one}|{|}{1.50}");
    }

    @Test
    void filledTextIsCutOffBetweenCharacters() {
        JsonNode smile = GraphBuilder.json("'" + "\uD83D\uDE00".repeat(Template.MAX_LENGTH / 2) + "'");
        String filled = new Template("x{smile}{smile}").fill(Map.of("smile", smile));
        assertThat(filled).hasSize(Template.MAX_LENGTH - 1).endsWith("\uD83D\uDE00");
    }

    @Test
    void conditionsCompareAsTheyAreDescribed() {
        assertHolds("'Yes'", "equals", "yes", true);
        assertHolds("'007'", "equals", "7", false);
        assertHolds("7", "equals", "7", true);
        assertHolds("'no'", "not_equals", "yes", true);
        assertHolds("'a Table'", "contains", "table", true);
        assertHolds("['x', 'y']", "contains", "\"y\"", true);
        assertHolds("'10'", "greater_than", "9", true);
        assertHolds("10", "less_than", "9", false);
        assertHolds("1e1000", "greater_than", "9", true);
        assertHolds("'ten'", "greater_than", "9", false);
        assertHolds("'ten'", "less_than", "9", false);
        assertHolds("'" + "9".repeat(101) + "'", "greater_than", "9", false);
        assertHolds("false", "is_set", "", true);
        assertHolds("false", "is_not_set", "", false);
    }

    @Test
    void aboutAVariableThatIsNotSetOnlyIsNotSetHolds() {
        for (Condition.Operator operator : Condition.Operator.values()) {
            for (String value : List.of("null", "''")) {
                assertHolds(value, operator.wireName(), "x", operator == Condition.Operator.IS_NOT_SET);
            }
        }
    }

    private static void assertHolds(String variable, String operator, String value, boolean expected) {
        Condition condition = new Condition("h", "v", Condition.Operator.of(operator), new Template(value));
        assertThat(condition.holds(Map.of("v", GraphBuilder.json(variable))))
                .as("%s %s %s", variable, operator, value)
                .isEqualTo(expected);
    }
}
