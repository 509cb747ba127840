package dev.parley.flowyte.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.flowyte.playbook.Problem.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** One broken playbook for each reason, with the node it is at. */
final class PlaybookPublishTest {

    private static final String COLLECT = "{'variable': 'size', 'prompt': 'How many are you?'}";
    private static final String TEXT = "{'text': 'Thank you.'}";
    private static final String BRANCH =
            "{'conditions': [{'handle': 'many', 'variable': 'size', 'operator': 'greater_than', 'value': 8}]}";

    private static GraphBuilder booking() {
        return new GraphBuilder()
                .node("ask", "collect", COLLECT)
                .node("sure", "confirm", "{'text': 'A table for {size}, {caller_name}?'}")
                .node("which", "branch", BRANCH)
                .node("book", "skill", "{'skillId': 'book', 'inputs': {'size': '{size}'}, 'outputs': {'number': 'id'}}")
                .node("done", "end", "{'text': 'Your number is {number}.'}")
                .node("sorry", "end")
                .connect("ask", "sure")
                .connect("sure", "yes", "which")
                .connect("sure", "no", "ask")
                .connect("which", "many", "sorry")
                .connect("which", "default", "book")
                .connect("book", "done")
                .connect("book", "error", "sorry");
    }

    private static List<Problem> check(GraphBuilder graph) {
        return PublishRules.check(graph.read(), Set.of("given"), "book"::equals);
    }

    private static void assertProblem(GraphBuilder graph, String nodeId, Reason reason) {
        assertThat(check(graph)).extracting(Problem::nodeId, Problem::reason).containsExactly(tuple(nodeId, reason));
    }

    @Test
    void aWholePlaybookHasNoProblems() {
        assertThat(check(booking())).isEmpty();
    }

    @Test
    void aGraphWithoutNodesHasNoStartAndNoEnd() {
        assertThat(check(new GraphBuilder()))
                .extracting(Problem::nodeId, Problem::reason)
                .containsExactly(tuple(null, Reason.NO_START), tuple(null, Reason.NO_END));
    }

    @Test
    void aFirstNodeThatIsLedBackToIsTheStartUnlessAnotherIsMarked() {
        GraphBuilder graph = booking();
        assertThat(graph.read().starts()).containsExactly("ask");
        assertThat(graph.node("begin", "start").connect("begin", "which").read().starts())
                .containsExactly("begin");
    }

    @Test
    void twoMarkedNodesAreSeveralStarts() {
        GraphBuilder graph = new GraphBuilder()
                .node("one", "start")
                .node("two", "start")
                .node("done", "end")
                .connect("one", "done")
                .connect("two", "done");
        assertThat(check(graph))
                .extracting(Problem::nodeId, Problem::reason)
                .containsExactly(tuple("one", Reason.SEVERAL_STARTS), tuple("two", Reason.SEVERAL_STARTS));
    }

    @Test
    void twoNodesThatNothingLeadsToAreSeveralStarts() {
        List<Problem> problems = check(booking().node("stray", "message", TEXT).connect("stray", "sorry"));
        assertThat(problems)
                .extracting(Problem::nodeId, Problem::reason)
                .containsExactly(tuple("ask", Reason.SEVERAL_STARTS), tuple("stray", Reason.SEVERAL_STARTS));
        assertThat(problems).allMatch(problem -> problem.message().contains("ask, stray"));
    }

    @Test
    void aNodeThatTheMarkedStartDoesNotLeadToIsUnreachable() {
        GraphBuilder graph = booking()
                .node("begin", "start")
                .connect("begin", "ask")
                .node("stray", "message", TEXT)
                .connect("stray", "sorry");
        assertProblem(graph, "stray", Reason.UNREACHABLE);
    }

    @Test
    void withoutAnEndThereIsNoEnd() {
        GraphBuilder graph = new GraphBuilder()
                .node("begin", "start")
                .node("ask", "collect", COLLECT)
                .connect("begin", "ask")
                .connect("ask", "ask");
        assertThat(check(graph)).extracting(Problem::reason).containsExactly(Reason.NO_END);
    }

    @Test
    void aStepWithoutItsDataIsIncomplete() {
        GraphBuilder graph = new GraphBuilder()
                .node("begin", "start")
                .node("ask", "collect", "{'variable': ''}")
                .node("say", "message", "{'text': ' '}")
                .node("which", "branch", "{'conditions': [{'handle': 'x', 'operator': 'equals'}]}")
                .node("call", "skill")
                .node("done", "end")
                .connect("begin", "ask")
                .connect("ask", "say")
                .connect("say", "which")
                .connect("which", "x", "call")
                .connect("which", "call")
                .connect("call", "done");
        assertThat(check(graph))
                .extracting(Problem::nodeId, Problem::message)
                .containsExactly(
                        tuple("ask", "The step needs variable, prompt."),
                        tuple("say", "The step needs text."),
                        tuple("which", "The step needs conditions.0.variable, conditions.0.value."),
                        tuple("call", "The step needs skillId."));
    }

    @Test
    void aSkillThatDoesNotExistIsUnknown() {
        assertThat(PublishRules.check(booking().read(), Set.of(), id -> false))
                .containsExactly(new Problem("book", Reason.UNKNOWN_SKILL, "There is no skill book."));
    }

    @Test
    void aConnectionThatIsNeverTakenDangles() {
        assertProblem(booking().connect("sure", "maybe", "sorry"), "sure", Reason.DANGLING_CONNECTION);
        assertProblem(booking().connect("done", "sorry"), "done", Reason.DANGLING_CONNECTION);
        assertProblem(booking().connect("sure", "sorry"), "sure", Reason.DANGLING_CONNECTION);
        assertProblem(booking().connect("sure", "yes", "gone"), "sure", Reason.DANGLING_CONNECTION);
        assertProblem(booking().connect("gone", "sorry"), "sorry", Reason.DANGLING_CONNECTION);
        assertThat(check(booking().connect("gone", "away")))
                .extracting(Problem::nodeId, Problem::reason)
                .containsExactly(tuple(null, Reason.DANGLING_CONNECTION));
    }

    @Test
    void aBranchNeedsItsDefaultAndAWayForEachCondition() {
        GraphBuilder graph = new GraphBuilder()
                .node("ask", "collect", COLLECT)
                .node("which", "branch", BRANCH)
                .node("done", "end")
                .connect("ask", "which");
        assertThat(check(graph.connect("which", "many", "done")))
                .extracting(Problem::nodeId, Problem::reason)
                .containsExactly(tuple("which", Reason.NO_DEFAULT));
        GraphBuilder other = new GraphBuilder()
                .node("ask", "collect", COLLECT)
                .node("which", "branch", BRANCH)
                .node("done", "end")
                .connect("ask", "which")
                .connect("which", "done");
        assertProblem(other, "which", Reason.MISSING_PATH);
    }

    @Test
    void aStepThatLeadsNowhereHasAMissingPathAndNoWayToAnEnd() {
        GraphBuilder graph = new GraphBuilder()
                .node("sure", "confirm", TEXT)
                .node("done", "end")
                .node("say", "message", TEXT)
                .connect("sure", "yes", "done")
                .connect("sure", "no", "say");
        assertThat(check(graph))
                .extracting(Problem::nodeId, Problem::reason)
                .containsExactly(tuple("say", Reason.MISSING_PATH), tuple("say", Reason.NO_WAY_TO_END));
    }

    @Test
    void twoWaysForOneOutcomeAreAmbiguous() {
        assertProblem(booking().connect("ask", "which"), "ask", Reason.AMBIGUOUS_PATH);
        assertProblem(booking().connect("book", "sorry"), "book", Reason.AMBIGUOUS_PATH);
    }

    @Test
    void aVariableThatOnlyALaterStepSetsIsUnset() {
        GraphBuilder graph = new GraphBuilder()
                .node("say", "message", "{'text': '{size} {Given} {given} {caller_number}'}")
                .node("ask", "collect", COLLECT)
                .node("done", "end")
                .connect("say", "ask")
                .connect("ask", "done");
        assertThat(check(graph))
                .extracting(Problem::message)
                .containsExactly(
                        "The step reads the variable size, which nothing before it can set.",
                        "The step reads the variable Given, which nothing before it can set.");
    }

    @Test
    void anErrorOfASkillSetsNothing() {
        GraphBuilder graph = new GraphBuilder()
                .node("book", "skill", "{'skillId': 'book', 'outputs': {'number': 'id'}}")
                .node("done", "end", "{'text': '{number}'}")
                .node("sorry", "end", "{'text': '{number}'}")
                .connect("book", "success", "done")
                .connect("book", "error", "sorry");
        assertProblem(graph, "sorry", Reason.UNSET_VARIABLE);
    }

    @Test
    void aLoopOnWhichNothingWaitsIsRefusedAtEachOfItsNodes() {
        GraphBuilder graph = new GraphBuilder()
                .node("ask", "collect", COLLECT)
                .node("which", "branch", BRANCH)
                .node("say", "message", TEXT)
                .node("done", "end")
                .connect("ask", "which")
                .connect("which", "many", "say")
                .connect("which", "done")
                .connect("say", "which");
        assertThat(check(graph))
                .extracting(Problem::nodeId, Problem::reason)
                .containsExactly(tuple("which", Reason.LOOP_WITHOUT_INPUT), tuple("say", Reason.LOOP_WITHOUT_INPUT));
    }

    /** The largest graphs, with all the variables they can have, on ways that are tangled at random. */
    @Test
    void theLargestGraphsAreCheckedInReasonableTime() {
        Random random = new Random(1);
        GraphBuilder graph = new GraphBuilder();
        for (int i = 0; i < Graph.MAX_NODES; i++) {
            ObjectNode data = StrictJson.NODES.objectNode().put("skillId", "book");
            ObjectNode inputs = data.putObject("inputs");
            ObjectNode outputs = data.putObject("outputs");
            for (int j = 0; j < StepDataRules.MAX_ITEMS; j++) {
                outputs.put("v" + i + "_" + j, "");
                inputs.put("p" + j, "{v" + random.nextInt(Graph.MAX_NODES) + "_" + j + "}");
            }
            graph.node("n" + i, "skill", data);
            graph.connect("n" + i, "success", "n" + Math.min(i + 1, Graph.MAX_NODES - 1));
            graph.connect("n" + i, "error", "n" + random.nextInt(Graph.MAX_NODES));
        }
        Assertions.assertTimeout(
                Duration.ofSeconds(10), () -> assertThat(check(graph)).isNotEmpty());
    }

    @Test
    void noMoreProblemsAreToldThanAnyoneReads() {
        GraphBuilder graph = new GraphBuilder();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2 * PublishRules.MAX_PROBLEMS; i++) {
            text.append("{v").append(i).append('}');
        }
        graph.node("done", "end", StrictJson.NODES.objectNode().put("text", text.toString()));
        assertThat(check(graph)).hasSize(PublishRules.MAX_PROBLEMS);
    }
}
