package dev.parley.flowyte.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.flowyte.playbook.Turn.Halted;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InterpreterTest {

    private static final Map<String, JsonNode> NOTHING = Map.of();

    private static GraphBuilder booking() {
        return new GraphBuilder()
                .node("hello", "message", "{'text': 'Hello {caller_name}.'}")
                .node("poem", "poem", "{'text': 'not said'}")
                .node("ask", "collect", "{'variable': 'size', 'prompt': 'How many?', 'inputType': 'keypad'}")
                .node("sure", "confirm", "{'text': 'For {size}?'}")
                .node(
                        "which",
                        "branch",
                        "{'conditions': [{'handle': 'many', 'variable': 'size', 'operator': 'greater_than', 'value': 8},"
                                + " {'handle': 'huge', 'variable': 'size', 'operator': 'greater_than', 'value': 5}]}")
                .node(
                        "book",
                        "skill",
                        "{'skillId': 'book', 'inputs': {'people': '{size}', 'note': ''},"
                                + " 'outputs': {'number': 'bookings.0.id', 'all': '', 'none': 'bookings.9'}}")
                .node("done", "end", "{'text': 'Number {number}.'}")
                .node("sorry", "end")
                .connect("hello", "poem")
                .connect("poem", "ask")
                .connect("ask", "sure")
                .connect("sure", "yes", "which")
                .connect("sure", "no", "ask")
                .connect("which", "many", "sorry")
                .connect("which", "huge", "hello")
                .connect("which", "default", "book")
                .connect("book", "success", "done")
                .connect("book", "error", "sorry");
    }

    private static Interpreter marked(GraphBuilder graph) {
        return new Interpreter(
                graph.node("begin", "start").connect("begin", "hello").read());
    }

    @Test
    void aPlaybookIsFollowedToItsEnd() {
        Interpreter interpreter = marked(booking());
        Turn turn = interpreter.start(Map.of("caller_name", GraphBuilder.json("'Ada'")));
        assertThat(turn.said()).containsExactly("Hello Ada.");
        assertThat(turn.next()).isEqualTo(new Turn.Ask("ask", "How many?", InputType.KEYPAD));
        turn = interpreter.step(turn.state(), new Input.Answer(" 4 "));
        assertThat(turn.next()).isEqualTo(new Turn.AskConfirmation("sure", "For 4?"));
        turn = interpreter.step(turn.state(), new Input.Confirmation(true));
        assertThat(turn.next()).isEqualTo(new Turn.CallSkill("book", "book", Map.of("people", "4", "note", "")));
        turn = interpreter.step(turn.state(), new Input.SkillResult(GraphBuilder.json("{'bookings': [{'id': 'B7'}]}")));
        assertThat(turn.next()).isInstanceOfSatisfying(Turn.Ended.class, ended -> {
            assertThat(ended.nodeId()).isEqualTo("done");
            assertThat(ended.text()).isEqualTo("Number B7.");
            assertThat(ended.variables()).containsOnlyKeys("caller_name", "size", "number", "all");
        });
        assertThat(turn.state().isOver()).isTrue();
    }

    @Test
    void theFirstConditionThatHoldsIsTaken() {
        Interpreter interpreter = marked(booking());
        RunState sure = new RunState("sure", Map.of("size", GraphBuilder.json("'9'")), 3);
        assertThat(interpreter.step(sure, new Input.Confirmation(true)).next())
                .isEqualTo(new Turn.Ended("sorry", "", sure.variables()));
    }

    @Test
    void aNoTakesItsOwnWay() {
        Turn turn = marked(booking()).step(new RunState("sure", NOTHING, 3), new Input.Confirmation(false));
        assertThat(turn.next()).isInstanceOf(Turn.Ask.class);
    }

    @Test
    void aFailedSkillTakesTheErrorPathAndChangesNothing() {
        Map<String, JsonNode> variables = Map.of("number", GraphBuilder.json("'B6'"));
        Turn turn = marked(booking()).step(new RunState("book", variables, 3), new Input.SkillFailure());
        assertThat(turn.next()).isEqualTo(new Turn.Ended("sorry", "", variables));
    }

    @Test
    void aResultWithoutTheValueTakesTheOldOneAway() {
        Map<String, JsonNode> variables = Map.of("number", GraphBuilder.json("'B6'"));
        Turn turn = marked(booking())
                .step(new RunState("book", variables, 3), new Input.SkillResult(GraphBuilder.json("null")));
        assertThat(turn.next()).isEqualTo(new Turn.Ended("done", "Number .", NOTHING));
    }

    @Test
    void whatIsNoAnswerIsAskedAgain() {
        Interpreter interpreter = marked(booking());
        Turn turn = interpreter.start(NOTHING);
        for (Input input : new Input[] {
            new Input.Answer(""), new Input.Answer("four"), new Input.Confirmation(true), new Input.SkillFailure()
        }) {
            Turn again = interpreter.step(turn.state(), input);
            assertThat(again.next()).isEqualTo(turn.next());
            assertThat(again.said()).isEmpty();
            assertThat(again.state().visits()).isEqualTo(turn.state().visits() + 1);
            turn = again;
        }
    }

    @Test
    void linesThatAreEmptyAreNotSaid() {
        GraphBuilder graph = new GraphBuilder()
                .node("say", "message", "{'text': '{unset}'}")
                .node("done", "end")
                .connect("say", "done");
        assertThat(new Interpreter(graph.read()).start(NOTHING).said()).isEmpty();
    }

    @Test
    void theLongestWayWithoutALoopFitsInOneTurn() {
        GraphBuilder graph = new GraphBuilder();
        for (int i = 1; i < Graph.MAX_NODES; i++) {
            graph.node("n" + i, "message", "{'text': 'x'}").connect("n" + i, "n" + (i + 1));
        }
        Turn turn = new Interpreter(graph.node("n" + Graph.MAX_NODES, "end").read()).start(NOTHING);
        assertThat(turn.next()).isInstanceOf(Turn.Ended.class);
        assertThat(turn.said()).hasSize(Graph.MAX_NODES - 1);
    }

    @Test
    void aLoopWithoutInputIsBrokenOff() {
        GraphBuilder graph = new GraphBuilder()
                .node("begin", "start")
                .node("say", "message", "{'text': 'x'}")
                .connect("begin", "say")
                .connect("say", "say");
        Turn turn = new Interpreter(graph.read()).start(NOTHING);
        assertThat(turn.next()).isEqualTo(new Halted("say", Halted.Reason.TURN_TOO_LONG));
        assertThat(turn.said()).hasSize(Interpreter.MAX_NODES_PER_TURN - 1);
    }

    @Test
    void aCallerWhoNeverAgreesIsBrokenOff() {
        Interpreter interpreter = marked(booking());
        Turn turn = interpreter.start(NOTHING);
        while (!turn.state().isOver()) {
            turn = interpreter.step(
                    turn.state(),
                    turn.next() instanceof Turn.Ask ? new Input.Answer("1") : new Input.Confirmation(false));
        }
        assertThat(turn.next())
                .isInstanceOfSatisfying(
                        Halted.class, halted -> assertThat(halted.reason()).isEqualTo(Halted.Reason.RUN_TOO_LONG));
        assertThat(turn.state().visits()).isEqualTo(Interpreter.MAX_NODES_PER_RUN);
    }

    @Test
    void aSkillThatReturnsItsInputTwiceOverDoesNotGrowWithoutLimit() {
        GraphBuilder graph = new GraphBuilder()
                .node("begin", "start")
                .node("echo", "skill", "{'skillId': 'echo', 'inputs': {'p': '{v}{v}x'}, 'outputs': {'v': ''}}")
                .connect("begin", "echo")
                .connect("echo", "echo");
        Interpreter interpreter = new Interpreter(graph.read());
        Turn turn = interpreter.start(NOTHING);
        while (turn.next() instanceof Turn.CallSkill call) {
            String echoed = call.inputs().getOrDefault("p", "");
            assertThat(echoed).hasSizeLessThanOrEqualTo(Template.MAX_LENGTH);
            turn = interpreter.step(turn.state(), new Input.SkillResult(GraphBuilder.json("'" + echoed + "'")));
        }
        assertThat(turn.next()).isEqualTo(new Halted("echo", Halted.Reason.RUN_TOO_LONG));
    }

    @Test
    void aDraftIsFollowedAsFarAsItGoes() {
        GraphBuilder graph = new GraphBuilder().node("ask", "collect", "{'prompt': 'Who?'}");
        Interpreter interpreter = new Interpreter(graph.read());
        Turn turn = interpreter.start(NOTHING);
        assertThat(turn.next()).isEqualTo(new Turn.Ask("ask", "Who?", InputType.SPEECH));
        assertThat(interpreter.step(turn.state(), new Input.Answer("I")).next())
                .isEqualTo(new Halted("ask", Halted.Reason.NO_PATH));
        assertThat(new Interpreter(graph.node("other", "end").read())
                        .start(NOTHING)
                        .next())
                .isEqualTo(new Halted(null, Halted.Reason.NO_START));
    }

    @Test
    void aRunWhoseNodeIsGoneOrThatIsOverDoesNotGoOn() {
        Interpreter interpreter = marked(booking());
        Input input = new Input.Answer("1");
        assertThat(interpreter.step(new RunState("gone", NOTHING, 1), input).next())
                .isEqualTo(new Halted("gone", Halted.Reason.NO_NODE));
        assertThat(interpreter.step(new RunState(null, NOTHING, 1), input).next())
                .isEqualTo(new Halted(null, Halted.Reason.OVER));
    }

    @Test
    void aStateCanBeStored() {
        RunState state = new RunState("ask", Map.of("a", GraphBuilder.json("{'b': [1.50, null]}")), 7);
        assertThat(RunState.of(state.toJson())).isEqualTo(state);
        assertThat(RunState.of(state.at(null).toJson()).isOver()).isTrue();
    }
}
