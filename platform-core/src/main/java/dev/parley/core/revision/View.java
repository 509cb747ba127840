package dev.parley.core.revision;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a reader of a branch sees: the branch's own entries over those of its parent as of the fork, and so on down to the root.
 *
 * @param levels the branch first; a nearer level hides the same document on the ones behind it
 */
public record View(List<Level> levels) {

    /**
     * One branch of a view.
     *
     * @param branchId the branch
     * @param asOf the last sequence that counts
     */
    public record Level(long branchId, long asOf) {}

    public View {
        levels = List.copyOf(levels);
    }

    /** The same branch as of an earlier sequence of its own. */
    public View asOf(long sequence) {
        Level own = new Level(levels.get(0).branchId(), sequence);
        return new View(Stream.concat(Stream.of(own), levels.stream().skip(1)).toList());
    }
}
