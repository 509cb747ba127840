package dev.parley.flowyte.playbook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A place where a playbook sets or reads a variable. */
public record VariableUse(String name, String nodeId, Kind kind) {

    /** What is done with the variable. */
    public enum Kind {
        /** The step can give it a value. */
        SETS,
        /** The step looks at its value, which has been set before. */
        READS
    }

    /** All uses in a graph, also in one that is not complete: by the order of the nodes, what a step reads before what it sets. */
    public static List<VariableUse> in(PlaybookGraph graph) {
        List<VariableUse> uses = new ArrayList<>();
        for (Step step : graph.steps()) {
            step.reads().forEach(name -> uses.add(new VariableUse(name, step.id(), Kind.READS)));
            step.sets().forEach(name -> uses.add(new VariableUse(name, step.id(), Kind.SETS)));
        }
        return Collections.unmodifiableList(uses);
    }
}
