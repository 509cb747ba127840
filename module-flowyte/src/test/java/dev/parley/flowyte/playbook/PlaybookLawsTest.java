package dev.parley.flowyte.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.testing.Generated;
import dev.parley.flowyte.playbook.Turn.Halted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What holds for every playbook, on generated graphs. The long form is
 * {@code mvn -pl module-flowyte test -Dtest=PlaybookLawsTest -Dparley.laws.playbooks=1000000}; {@code -Dparley.seed=} repeats a
 * failure.
 */
final class PlaybookLawsTest {

    private static final String PLAYBOOKS = "parley.laws.playbooks";
    private static final int USUAL_PLAYBOOKS = 8_000;
    private static final int RUNS = 3;

    private static final Pattern VARIABLE = Pattern.compile("variable (\\w+),");

    /**
     * Failed when a default path was not taken for outcomes without a connection, a node of the type start was like any other, each
     * node of a loop at the beginning was a start or none was, a branch read nothing, an error set the outputs of a skill, variables did not reach nodes that were known already, ends were looked for one step away,
     * only loops of one node were found, skills and connections that are never taken were not looked at, and when any of the reasons
     * was left out.
     */
    @Test
    void thePublishCheckFindsExactlyTheDefectsThatWalkingEveryWayFinds() {
        Map<Problem.Reason, Integer> seen = new EnumMap<>(Problem.Reason.class);
        int[] accepted = {0, 0};
        Generated.rounds(PLAYBOOKS, USUAL_PLAYBOOKS, random -> {
            JsonNode graph = GeneratedPlaybooks.graph(random);
            List<Problem> problems = problems(graph);
            List<String> defects =
                    new NaiveOracle(graph, GeneratedPlaybooks.INPUTS, GeneratedPlaybooks.SKILLS).defects();
            assertThat(problems.stream().map(PlaybookLawsTest::spell))
                    .as("%s", graph)
                    .containsExactlyInAnyOrderElementsOf(defects);
            problems.forEach(problem -> seen.merge(problem.reason(), 1, Integer::sum));
            accepted[problems.isEmpty() ? 0 : 1]++;
        });
        int all = accepted[0] + accepted[1];
        assertThat(accepted[0]).as("accepted of %s", all).isBetween(all / 10, all * 9 / 10);
        Set<Problem.Reason> others = EnumSet.complementOf(EnumSet.of(Problem.Reason.NO_START));
        assertThat(seen.keySet()).as("all but that of no nodes").isEqualTo(others);
        assertThat(seen.values()).as("%s", seen).allMatch(count -> count > all / 200);
    }

    /**
     * Failed when a confirm step took its default path, visits were not counted, an empty answer ended the run, a turn could go
     * through three nodes only, a branch without a condition that holds took another way than its default, a stored state lost its
     * variables, and when the publish check let loops without input or missing paths pass.
     */
    @Test
    void whatCanBePublishedNeverGetsStuck() {
        Map<String, Integer> outcomes = new HashMap<>();
        Set<String> kinds = new HashSet<>();
        Generated.rounds(PLAYBOOKS, USUAL_PLAYBOOKS, random -> {
            JsonNode json = GeneratedPlaybooks.graph(random);
            boolean accepted = problems(json).isEmpty();
            PlaybookGraph graph = PlaybookGraph.of(json);
            for (int i = 0; i < RUNS; i++) {
                Turn last = run(graph, random, i == 0);
                if (accepted && last.next() instanceof Halted halted) {
                    assertThat(halted.reason()).as("%s", json).isEqualTo(Halted.Reason.RUN_TOO_LONG);
                    assertThat(last.state().visits()).isEqualTo(Interpreter.MAX_NODES_PER_RUN);
                }
                if (accepted) {
                    outcomes.merge(last.next().getClass().getSimpleName(), 1, Integer::sum);
                }
            }
            if (accepted) {
                graph.steps().forEach(step -> kinds.add(step.getClass().getSimpleName()));
            }
        });
        assertThat(kinds)
                .containsExactlyInAnyOrder("Collect", "Message", "Confirm", "Branch", "SkillCall", "End", "Other");
        assertThat(outcomes).as("both happen").containsOnlyKeys("Ended", "Halted");
        assertThat(outcomes.get("Ended")).as("%s", outcomes).isGreaterThan(10 * outcomes.get("Halted"));
    }

    /** Runs to the end, with the state stored and read again before each turn; a stubborn caller never agrees and skills fail. */
    private static Turn run(PlaybookGraph graph, Random random, boolean stubborn) {
        Interpreter interpreter = new Interpreter(graph);
        Turn turn = interpreter.start(Map.of("given", StrictJson.NODES.textNode("yes")));
        int turns = 0;
        while (!turn.state().isOver()) {
            turns++;
            assertThat(turns).as("turns").isLessThanOrEqualTo(Interpreter.MAX_NODES_PER_RUN);
            RunState stored = RunState.of(StrictJson.parse(turn.state().toJson().toString()));
            assertThat(stored).isEqualTo(turn.state());
            turn = interpreter.step(stored, input(turn.next(), random, stubborn));
        }
        assertThat(turn.next()).isInstanceOfAny(Turn.Ended.class, Halted.class);
        return turn;
    }

    private static Input input(Turn.Next next, Random random, boolean stubborn) {
        if (random.nextInt(20) == 0) {
            return new Input.Confirmation(true);
        }
        if (next instanceof Turn.Ask) {
            return new Input.Answer(List.of("", "  ", "one", "1", "42#").get(random.nextInt(5)));
        }
        if (next instanceof Turn.AskConfirmation) {
            return new Input.Confirmation(!stubborn && random.nextBoolean());
        }
        return stubborn || random.nextInt(3) == 0
                ? new Input.SkillFailure()
                : new Input.SkillResult(GraphBuilder.json(
                        List.of("null", "7", "'x'", "{'value': 3}", "{'list': [1, {'value': 'y'}]}", "[[], {}]")
                                .get(random.nextInt(6))));
    }

    private static List<Problem> problems(JsonNode graph) {
        return PublishRules.check(
                PlaybookGraph.of(graph), GeneratedPlaybooks.INPUTS, GeneratedPlaybooks.SKILLS::contains);
    }

    private static String spell(Problem problem) {
        List<String> parts = new ArrayList<>();
        parts.add(problem.reason().name());
        parts.add(problem.nodeId() == null ? "-" : problem.nodeId());
        Matcher variable = VARIABLE.matcher(problem.message());
        if (problem.reason() == Problem.Reason.UNSET_VARIABLE && variable.find()) {
            parts.add(variable.group(1));
        }
        return String.join(" ", parts);
    }
}
