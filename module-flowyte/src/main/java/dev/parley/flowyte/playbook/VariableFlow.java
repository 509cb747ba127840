package dev.parley.flowyte.playbook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds reads of variables that nothing can have set before. It asks what <em>can</em> be set: a variable that is set on one way to
 * a node and not on another may be read there, and is empty when the conversation came the other way.
 */
final class VariableFlow {

    private final PlaybookGraph graph;

    /** The variables of interest: those that are read somewhere and not set from the beginning. */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** By each node that can be reached: what can be set when the conversation comes to it. */
    private final Map<String, BitSet> before = new LinkedHashMap<>();

    /** @param initial the variables that are set when the playbook starts, besides the reserved ones */
    VariableFlow(PlaybookGraph graph, Set<String> initial) {
        this.graph = graph;
        Set<String> given = new HashSet<>(initial);
        given.addAll(VariableNames.RESERVED);
        for (Step step : graph.steps()) {
            for (String name : step.reads()) {
                if (!given.contains(name)) {
                    numbers.putIfAbsent(name, numbers.size());
                }
            }
        }
        spread();
    }

    /** What a step reads though nothing can have set it; nothing for a step that is never come to. */
    List<String> unset(Step step) {
        BitSet set = before.get(step.id());
        if (set == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String name : step.reads()) {
            Integer number = numbers.get(name);
            if (number != null && !set.get(number)) {
                names.add(name);
            }
        }
        return Collections.unmodifiableList(names);
    }

    /** Carries what is set along the ways until nothing new arrives anywhere; sets only grow, so this comes to an end. */
    private void spread() {
        Set<String> open = new HashSet<>(graph.starts());
        Deque<String> queue = new ArrayDeque<>(graph.starts());
        graph.starts().forEach(id -> before.put(id, new BitSet()));
        while (!queue.isEmpty()) {
            String id = queue.removeFirst();
            open.remove(id);
            for (PlaybookGraph.Way way : graph.ways(id)) {
                if (arrive(way, after(id, way.outcome())) && open.add(way.target())) {
                    queue.addLast(way.target());
                }
            }
        }
    }

    private BitSet after(String id, String outcome) {
        BitSet set = (BitSet) before.getOrDefault(id, new BitSet()).clone();
        Step step = graph.step(id);
        if (step != null) {
            for (String name : step.sets(outcome)) {
                Integer number = numbers.get(name);
                if (number != null) {
                    set.set(number);
                }
            }
        }
        return set;
    }

    /** Whether the target of the way learns of anything: that it can be come to, or of a variable. */
    private boolean arrive(PlaybookGraph.Way way, BitSet set) {
        BitSet known = before.get(way.target());
        if (known == null) {
            before.put(way.target(), set);
            return true;
        }
        int size = known.cardinality();
        known.or(set);
        return known.cardinality() > size;
    }
}
