package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import dev.parley.flowyte.playbook.Turn.Halted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows a playbook. Pure: it holds no run, it says how one goes on, and the same input in the same state always gives the same.
 * It follows any graph, also one that could not be published, and always comes back: a run is {@link Halted} where there is no way
 * on and when it is too long.
 *
 * <p>An input that is not what the run waits for changes nothing: the same is asked again. That is so for an empty answer, for
 * one to a keypad question that cannot have been keyed in, and for an input of another kind.
 */
public final class Interpreter {

    /** How many nodes a turn can go through: as many as a graph has, since on a way without a loop none comes twice. */
    public static final int MAX_NODES_PER_TURN = Graph.MAX_NODES;

    /**
     * How many nodes a run can go through, counting each time and each time something is asked again. What a caller who always says
     * no, or a skill that always fails, can go round in for ever is broken off here with {@link Halted.Reason#RUN_TOO_LONG}.
     */
    public static final int MAX_NODES_PER_RUN = 1_000;

    private static final Pattern KEYS = Pattern.compile("[0-9*#]+");
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

    private final PlaybookGraph graph;

    public Interpreter(PlaybookGraph graph) {
        this.graph = graph;
    }

    /**
     * Begins a run.
     *
     * @param inputs the values of variables: those of the playbook's input schema and the reserved ones
     */
    public Turn start(Map<String, JsonNode> inputs) {
        RunState state = new RunState(null, inputs, 0);
        if (graph.starts().size() != 1) {
            return halted(state, List.of(), Halted.Reason.NO_START);
        }
        return run(state.at(graph.starts().get(0)));
    }

    /** Goes on with a run that waits. */
    public Turn step(RunState state, Input input) {
        String nodeId = state.nodeId();
        if (nodeId == null) {
            return halted(state, List.of(), Halted.Reason.OVER);
        }
        Step step = graph.step(nodeId);
        if (step instanceof Step.Collect collect && input instanceof Input.Answer answer) {
            return collected(state, collect, answer);
        }
        if (step instanceof Step.Confirm && input instanceof Input.Confirmation confirmation) {
            return leave(state, confirmation.yes() ? Step.YES : Step.NO);
        }
        if (step instanceof Step.SkillCall call && input instanceof Input.SkillResult returned) {
            return leave(state.with(outputs(call, returned.result())), Step.SUCCESS);
        }
        if (step instanceof Step.SkillCall && input instanceof Input.SkillFailure) {
            return leave(state, Step.ERROR);
        }
        return run(state);
    }

    private Turn collected(RunState state, Step.Collect collect, Input.Answer answer) {
        String text = answer.text().strip();
        boolean fits =
                collect.inputType() == InputType.KEYPAD ? KEYS.matcher(text).matches() : !text.isEmpty();
        if (!fits) {
            return run(state);
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        collect.sets().forEach(name -> values.put(name, StrictJson.NODES.textNode(text)));
        return leave(state.with(values), Step.DEFAULT);
    }

    private static Map<String, JsonNode> outputs(Step.SkillCall call, JsonNode result) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        call.outputs().forEach((name, place) -> values.put(name, at(result, place)));
        return values;
    }

    private static JsonNode at(JsonNode result, String place) {
        JsonNode found = result;
        for (String name : place.isEmpty() ? new String[0] : DOT.split(place, -1)) {
            boolean item = found.isArray() && INDEX.matcher(name).matches();
            found = item ? found.path(Integer.parseInt(name)) : found.path(name);
        }
        return found;
    }

    private Turn leave(RunState state, String outcome) {
        String next = state.nodeId() == null ? null : graph.next(state.nodeId(), outcome);
        return next == null ? halted(state, List.of(), Halted.Reason.NO_PATH) : run(state.at(next));
    }

    /** Goes on from a node that is come to, or asks again at it, until something waits or the run is over. */
    private Turn run(RunState from) {
        RunState state = from;
        List<String> said = new ArrayList<>();
        for (int visited = 0; visited < MAX_NODES_PER_TURN; visited++) {
            if (state.visits() >= MAX_NODES_PER_RUN) {
                return halted(state, said, Halted.Reason.RUN_TOO_LONG);
            }
            state = state.visited();
            String nodeId = state.nodeId();
            Step step = nodeId == null ? null : graph.step(nodeId);
            if (step == null) {
                return halted(state, said, Halted.Reason.NO_NODE);
            }
            Turn.Next wanted = wanted(step, state.variables());
            if (wanted != null) {
                return new Turn(wanted instanceof Turn.Ended ? state.at(null) : state, said, wanted);
            }
            if (step instanceof Step.Message message) {
                say(message.text().fill(state.variables()), said);
            }
            String next = graph.next(step.id(), outcome(step, state.variables()));
            if (next == null) {
                return halted(state, said, Halted.Reason.NO_PATH);
            }
            state = state.at(next);
        }
        return halted(state, said, Halted.Reason.TURN_TOO_LONG);
    }

    /** What a step waits for or how it ends the run, null if it does neither. */
    private static Turn.@Nullable Next wanted(Step step, Map<String, JsonNode> variables) {
        if (step instanceof Step.Collect collect) {
            return new Turn.Ask(collect.id(), collect.prompt().fill(variables), collect.inputType());
        }
        if (step instanceof Step.Confirm confirm) {
            return new Turn.AskConfirmation(confirm.id(), confirm.text().fill(variables));
        }
        if (step instanceof Step.SkillCall call) {
            Map<String, String> inputs = new LinkedHashMap<>();
            call.inputs().forEach((name, input) -> inputs.put(name, input.fill(variables)));
            return new Turn.CallSkill(call.id(), call.skillId(), inputs);
        }
        return step instanceof Step.End end
                ? new Turn.Ended(end.id(), end.text().fill(variables), variables)
                : null;
    }

    private static String outcome(Step step, Map<String, JsonNode> variables) {
        if (step instanceof Step.Branch branch) {
            for (Condition condition : branch.conditions()) {
                if (condition.holds(variables)) {
                    return condition.handle();
                }
            }
        }
        return Step.DEFAULT;
    }

    private static void say(String line, List<String> said) {
        if (!line.isBlank()) {
            said.add(line);
        }
    }

    private static Turn halted(RunState state, List<String> said, Halted.Reason reason) {
        return new Turn(state.at(null), said, new Halted(state.nodeId(), reason));
    }
}
