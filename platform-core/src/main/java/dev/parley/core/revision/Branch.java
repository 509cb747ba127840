package dev.parley.core.revision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of an agent's content.
 *
 * @param id the internal id; a parent's is lower than its children's
 * @param spaceId the agent
 * @param publicId the id on the wire, {@link #MAIN} for the one that always exists
 * @param uuid another id that records carry
 * @param name the name for people, unique among the agent's active branches
 * @param parentPublicId the branch that it was forked from; null for main
 * @param forkSequence the parent's sequence at the fork
 * @param sequence the number of its last change; a fork counts on from its parent's
 * @param isDiverged whether the parent's content has been changed since the fork; false for main
 * @param createdBy who created it
 * @param createdAt when it was created
 * @param updatedAt when it last changed
 * @param view what its readers see
 */
public record Branch(
        long id,
        long spaceId,
        String publicId,
        String uuid,
        String name,
        @Nullable String parentPublicId,
        long forkSequence,
        long sequence,
        boolean isDiverged,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        View view) {

    /** The public id and name of the branch that every agent has. */
    public static final String MAIN = "main";

    /** The same branch in another state; all else about a branch never changes. */
    Branch in(long newSequence, boolean diverged, Instant changedAt) {
        return new Branch(
                id,
                spaceId,
                publicId,
                uuid,
                name,
                parentPublicId,
                forkSequence,
                newSequence,
                diverged,
                createdBy,
                createdAt,
                changedAt,
                view);
    }

    /** Whether this is the branch that every agent has. */
    public boolean isMain() {
        return view.levels().size() == 1;
    }
}
