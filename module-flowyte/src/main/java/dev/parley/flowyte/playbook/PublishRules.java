package dev.parley.flowyte.playbook;

import dev.parley.flowyte.playbook.PlaybookGraph.Way;
import dev.parley.flowyte.playbook.Problem.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a playbook must be so that it can be published. One without problems never gets stuck: whatever the caller says and the
 * skills return, an {@link Interpreter} of it comes to an end, unless the caller goes round in it until the run is too long.
 */
public final class PublishRules {

    /** How many problems are told at most. */
    public static final int MAX_PROBLEMS = 500;

    private final PlaybookGraph graph;
    private final Predicate<String> skillExists;
    private final Set<String> reachable;
    private final Set<String> leadingToEnd;
    private final VariableFlow variables;
    private final RestlessLoops loops;
    private final List<Problem> problems = new ArrayList<>();

    private PublishRules(PlaybookGraph graph, Set<String> inputVariables, Predicate<String> skillExists) {
        this.graph = graph;
        this.skillExists = skillExists;
        this.reachable = graph.reachable(graph.starts());
        this.leadingToEnd = graph.leadingToEnd();
        this.variables = new VariableFlow(graph, inputVariables);
        this.loops = new RestlessLoops(graph);
    }

    /**
     * Everything that is wrong with a graph: first what is about the whole, then by the order of the nodes. When the start is not
     * clear, the checks that need one take all that could be.
     *
     * @param inputVariables the variables that are set when the playbook starts, besides the reserved ones
     * @param skillExists whether there is a skill of an id
     */
    public static List<Problem> check(PlaybookGraph graph, Set<String> inputVariables, Predicate<String> skillExists) {
        PublishRules rules = new PublishRules(graph, inputVariables, skillExists);
        rules.check();
        return rules.problems.stream().limit(MAX_PROBLEMS).toList();
    }

    private void check() {
        if (graph.steps().isEmpty()) {
            add(null, Reason.NO_START, "The playbook has no nodes.");
        }
        if (leadingToEnd.isEmpty()) {
            add(null, Reason.NO_END, "The playbook has no node of the type end.");
        }
        Map<String, List<String>> dangling = dangling();
        for (Step step : graph.steps()) {
            checkStart(step);
            checkData(step);
            checkReach(step);
            dangling.getOrDefault(step.id(), List.of())
                    .forEach(message -> add(step.id(), Reason.DANGLING_CONNECTION, message));
            checkWays(step);
            checkFlow(step);
        }
    }

    private void add(@Nullable String nodeId, Reason reason, String message) {
        problems.add(new Problem(nodeId, reason, message));
    }

    private void checkStart(Step step) {
        if (graph.starts().size() > 1 && graph.starts().contains(step.id())) {
            String message = step instanceof Step.Other other && other.type().equals(Step.Other.START)
                    ? "There are several nodes of the type start: "
                    : "No other node leads to several nodes, so it is not clear which is the start and which are unreachable: ";
            add(step.id(), Reason.SEVERAL_STARTS, message + names(graph.starts()) + ".");
        }
    }

    private void checkData(Step step) {
        List<String> missing = step.missing();
        if (!missing.isEmpty()) {
            add(step.id(), Reason.INCOMPLETE, "The step needs " + names(missing) + ".");
        }
        if (step instanceof Step.SkillCall call && !call.skillId().isEmpty() && !skillExists.test(call.skillId())) {
            add(step.id(), Reason.UNKNOWN_SKILL, "There is no skill " + call.skillId() + ".");
        }
    }

    private void checkReach(Step step) {
        if (!reachable.contains(step.id())) {
            add(step.id(), Reason.UNREACHABLE, "No way from the start leads to the node, so it is unreachable.");
        }
    }

    /** Messages by the node that a connection which is never taken is at; those at no node that exists are added at once. */
    private Map<String, List<String>> dangling() {
        Map<String, List<String>> messages = new HashMap<>();
        for (Connection connection : graph.connections()) {
            boolean leaves = graph.step(connection.source()) != null;
            boolean arrives = graph.step(connection.target()) != null;
            String name = "The connection " + connection.id();
            String message = null;
            if (!leaves) {
                message = name + " leaves a node that does not exist, " + connection.source() + ".";
            } else if (!arrives) {
                message = name + " leads to a node that does not exist, " + connection.target() + ".";
            } else if (graph.ways(connection.source()).stream()
                    .noneMatch(way -> way.connection().equals(connection))) {
                message = name + " is never taken: it is not for any outcome of its source.";
            }
            if (message == null) {
                continue;
            }
            String at = leaves ? connection.source() : connection.target();
            if (leaves || arrives) {
                messages.computeIfAbsent(at, id -> new ArrayList<>()).add(message);
            } else {
                add(null, Reason.DANGLING_CONNECTION, message);
            }
        }
        return messages;
    }

    private void checkWays(Step step) {
        List<String> outcomes = graph.ways(step.id()).stream().map(Way::outcome).toList();
        List<String> without = new ArrayList<>();
        List<String> several = new ArrayList<>();
        for (String outcome : step.outcomes()) {
            int count = Collections.frequency(outcomes, outcome);
            if (count == 0) {
                without.add(outcome);
            } else if (count > 1) {
                several.add(outcome);
            }
        }
        if (step instanceof Step.Branch && without.remove(Step.DEFAULT)) {
            add(
                    step.id(),
                    Reason.NO_DEFAULT,
                    "The branch has no default: connect where to go when no condition holds.");
        }
        if (!without.isEmpty()) {
            add(step.id(), Reason.MISSING_PATH, "The step leads nowhere for " + names(without) + ".");
        }
        if (!several.isEmpty()) {
            add(step.id(), Reason.AMBIGUOUS_PATH, "The step leads to more than one place for " + names(several) + ".");
        }
    }

    private void checkFlow(Step step) {
        for (String name : variables.unset(step)) {
            add(
                    step.id(),
                    Reason.UNSET_VARIABLE,
                    "The step reads the variable " + name + ", which nothing before it can set.");
        }
        if (!leadingToEnd.isEmpty() && reachable.contains(step.id()) && !leadingToEnd.contains(step.id())) {
            add(step.id(), Reason.NO_WAY_TO_END, "No end can be reached from the node.");
        }
        List<String> loop = loops.through(step.id());
        if (!loop.isEmpty()) {
            add(step.id(), Reason.LOOP_WITHOUT_INPUT, "Nothing waits for the caller on a loop: " + names(loop) + ".");
        }
    }

    private static String names(List<String> names) {
        return String.join(", ", names);
    }
}
