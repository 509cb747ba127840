package dev.parley.core.revision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller decides about one line of a conflict.
 *
 * @param path the line's path
 * @param side whose value to take
 * @param value a value to take instead; null when the side decides. A JSON null is a value
 */
public record Resolution(
        List<String> path, Side side, @Nullable JsonNode value) {

    /** The sides of a merge. */
    public enum Side {
        /** The branch that is merged into. */
        OURS,
        /** The branch that is merged. */
        THEIRS,
        /** The state at the fork. */
        BASE
    }

    public Resolution {
        path = List.copyOf(path);
    }
}
