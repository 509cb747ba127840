package dev.parley.core.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.function.Function;

/**
 * How a conflict is shown to the caller and how the caller's resolutions become one value again.
 *
 * @param lines what the caller sees: at least one line; a conflict is resolved when every line is
 * @param resolve turns the value that the caller chose for each line, in their order (missing for "not there"), into the value of
 *     the leaf (missing for "not there")
 */
public record ConflictView(List<Line> lines, Function<List<JsonNode>, JsonNode> resolve) {

    /**
     * One line of a conflict.
     *
     * @param path where, see {@link ResourceKind#path}
     * @param base the value at the fork, missing when it was not there
     * @param ours the value on the branch that is merged into
     * @param theirs the value on the branch that is merged
     */
    public record Line(List<String> path, JsonNode base, JsonNode ours, JsonNode theirs) {}

    /** One line, at the leaf's own path, with the values as they are. */
    public static ConflictView direct(ResourceKind kind, LeafConflict conflict) {
        Line line = new Line(
                kind.path(conflict.id(), conflict.leaf()), conflict.base(), conflict.ours(), conflict.theirs());
        return new ConflictView(List.of(line), chosen -> chosen.isEmpty() ? MissingNode.getInstance() : chosen.get(0));
    }
}
