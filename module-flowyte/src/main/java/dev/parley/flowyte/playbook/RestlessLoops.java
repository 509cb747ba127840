package dev.parley.flowyte.playbook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the loops on which nothing waits for the caller or for a skill. Nothing changes on such a loop, so a conversation that is
 * once led round by it never comes to rest.
 */
final class RestlessLoops {

    /** By each node that does not wait: the nodes that follow it before anything waits. */
    private final Map<String, Set<String>> following = new LinkedHashMap<>();

    RestlessLoops(PlaybookGraph graph) {
        Set<String> restless = new HashSet<>();
        graph.steps().stream().filter(step -> !step.waits()).map(Step::id).forEach(restless::add);
        Map<String, List<String>> next = new LinkedHashMap<>();
        for (String id : restless) {
            next.put(
                    id,
                    graph.ways(id).stream()
                            .map(PlaybookGraph.Way::target)
                            .filter(restless::contains)
                            .distinct()
                            .toList());
        }
        next.forEach((id, first) ->
                following.put(id, PlaybookGraph.closure(first, node -> next.getOrDefault(node, List.of()))));
    }

    /** The nodes that a node goes round with, itself among them; none when it is not on such a loop. */
    List<String> through(String nodeId) {
        List<String> loop = new ArrayList<>();
        for (String other : following.getOrDefault(nodeId, Set.of())) {
            if (following.getOrDefault(other, Set.of()).contains(nodeId)) {
                loop.add(other);
            }
        }
        return loop;
    }
}
