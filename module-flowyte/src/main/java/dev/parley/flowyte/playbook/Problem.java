package dev.parley.flowyte.playbook;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A reason why a playbook cannot be published.
 *
 * @param nodeId where; null when it is about the whole graph
 * @param message what is wrong, for a person
 */
public record Problem(@Nullable String nodeId, Reason reason, String message) {

    /** What can be wrong. */
    public enum Reason {
        /** There are no nodes. */
        NO_START,
        /** Each node that the playbook could begin with has this problem. */
        SEVERAL_STARTS,
        /** There is no end. */
        NO_END,
        /** The step lacks data that it needs. */
        INCOMPLETE,
        /** There is no such skill. */
        UNKNOWN_SKILL,
        /** No way from the start leads to the node. */
        UNREACHABLE,
        /** A connection from or to a node that does not exist, or one that is not taken for any outcome of its source. */
        DANGLING_CONNECTION,
        /** A branch does not say where to go when no condition holds. */
        NO_DEFAULT,
        /** There is no way on for an outcome of the step. */
        MISSING_PATH,
        /** There is more than one way on for an outcome of the step. */
        AMBIGUOUS_PATH,
        /** The step reads a variable that nothing on any way to it can have set. */
        UNSET_VARIABLE,
        /** The node can be reached, and no end can be reached from it. */
        NO_WAY_TO_END,
        /** The node is on a loop on which nothing waits for the caller or for a skill. */
        LOOP_WITHOUT_INPUT;

        /** Its name on the wire. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
