package dev.parley.core.revision;

import dev.parley.core.spi.ConflictView;
import dev.parley.core.spi.DocumentKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A merge that needs decisions. Nothing has changed. What stands in the way is data, for the module to show in its API's form.
 */
public final class MergeConflictException extends RuntimeException {

    private final transient List<DocumentConflict> conflicts;
    private final transient List<Violation> errors;
    private final transient List<Document> merged;
    private final transient Instant targetUpdatedAt;

    /**
     * The undecided lines of a document.
     *
     * @param key the document
     * @param lines at least one
     * @param isWhole whether the document as a whole is in question, because one side deleted it
     * @param base when the document was last changed before the fork; null when it was not there
     * @param ours the same on the branch that is merged into
     * @param theirs the same on the branch that is merged
     */
    public record DocumentConflict(
            DocumentKey key,
            List<ConflictView.Line> lines,
            boolean isWhole,
            @Nullable Instant base,
            @Nullable Instant ours,
            @Nullable Instant theirs) {}

    /**
     * Something that would be wrong with the merged content.
     *
     * @param path the path of the document, see {@link dev.parley.core.spi.ResourceKind#path}
     * @param message what is wrong, a sentence
     */
    public record Violation(List<String> path, String message) {}

    MergeConflictException(
            List<DocumentConflict> conflicts, List<Violation> errors, List<Document> merged, Instant targetUpdatedAt) {
        super(conflicts.size() + " conflicts, " + errors.size() + " errors", null, false, false);
        this.conflicts = List.copyOf(conflicts);
        this.errors = List.copyOf(errors);
        this.merged = List.copyOf(merged);
        this.targetUpdatedAt = targetUpdatedAt;
    }

    /** What the sides changed differently, by document; may be empty when there are errors. */
    public List<DocumentConflict> conflicts() {
        return conflicts;
    }

    /** What would be wrong with the merged content; looked for once there are no conflicts. */
    public List<Violation> errors() {
        return errors;
    }

    /** Every document that either side touched, merged as far as possible, with the base's value wherever there is a conflict. */
    public List<Document> merged() {
        return merged;
    }

    /** When the branch that is merged into last changed. */
    public Instant targetUpdatedAt() {
        return targetUpdatedAt;
    }
}
