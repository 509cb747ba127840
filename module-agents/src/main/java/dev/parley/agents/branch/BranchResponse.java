package dev.parley.agents.branch;

import dev.parley.core.json.Timestamps;
import dev.parley.core.revision.Branch;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A branch in the list.
 *
 * @param id another id of the branch
 * @param name the name for people
 * @param branchId the id in paths
 * @param active always true: merged and deleted branches are not listed
 * @param parentBranchId main; null for main itself
 * @param parentSequence main's sequence at the fork; null for main itself
 * @param isDiverged whether main's content has been changed since the fork
 */
@Serdeable
record BranchResponse(
        String id,
        String name,
        String accountId,
        String projectId,
        String branchId,
        boolean active,
        @Nullable String parentBranchId,
        @Nullable String parentSequence,
        boolean isDiverged,
        String createdBy,
        String createdAt,
        String updatedAt) {

    static BranchResponse of(String accountId, String agentId, Branch branch) {
        return new BranchResponse(
                branch.uuid(),
                branch.name(),
                accountId,
                agentId,
                branch.publicId(),
                true,
                branch.parentPublicId(),
                branch.isMain() ? null : Long.toString(branch.forkSequence()),
                branch.isDiverged(),
                branch.createdBy(),
                Timestamps.text(branch.createdAt()),
                Timestamps.text(branch.updatedAt()));
    }
}
