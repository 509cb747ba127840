package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run does until it waits or is over.
 *
 * @param state to go on from
 * @param said the lines to say first, in order
 * @param next what then
 */
public record Turn(RunState state, List<String> said, Next next) {

    public Turn {
        said = List.copyOf(said);
    }

    /** What a run waits for, or how it is over. */
    public sealed interface Next {}

    /** Ask the caller for an input; goes on with an {@link Input.Answer}. */
    public record Ask(String nodeId, String prompt, InputType inputType) implements Next {}

    /** Ask the caller for a yes or a no; goes on with an {@link Input.Confirmation}. */
    public record AskConfirmation(String nodeId, String text) implements Next {}

    /** Call a skill; goes on with an {@link Input.SkillResult} or an {@link Input.SkillFailure}. */
    public record CallSkill(String nodeId, String skillId, Map<String, String> inputs) implements Next {
        public CallSkill {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }

    /**
     * The playbook came to an end.
     *
     * @param text the last line to say; empty if there is none
     */
    public record Ended(String nodeId, String text, Map<String, JsonNode> variables) implements Next {}

    /**
     * The run was broken off.
     *
     * @param nodeId where, null when it did not begin
     */
    public record Halted(@Nullable String nodeId, Reason reason) implements Next {

        /** Why a run is broken off. One of a playbook that can be published is only for {@link #RUN_TOO_LONG}. */
        public enum Reason {
            /** There are no nodes, or there is more than one start. */
            NO_START,
            /** There is no way on for what happened. */
            NO_PATH,
            /** The node that the run was at is not there any more. */
            NO_NODE,
            /** {@link Interpreter#MAX_NODES_PER_TURN} nodes were gone through without anything to wait for. */
            TURN_TOO_LONG,
            /** {@link Interpreter#MAX_NODES_PER_RUN} nodes were gone through, or asked again at. */
            RUN_TOO_LONG,
            /** The run was over before. */
            OVER
        }
    }
}
