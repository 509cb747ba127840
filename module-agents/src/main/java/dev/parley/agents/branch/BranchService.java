package dev.parley.agents.branch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agents.AgentsError;
import dev.parley.agents.Ids;
import dev.parley.agents.deployment.Environment;
import dev.parley.core.error.ApiException;
import dev.parley.core.paging.Listing;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.Deployments;
import dev.parley.core.revision.MergeConflictException;
import dev.parley.core.revision.Merges;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.Extensions;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.util.List;

/** The rules of branches. */
@Singleton
class BranchService {

    private final BranchAccess access;
    private final Branches branches;
    private final Merges merges;
    private final Deployments deployments;
    private final Extensions extensions;

    BranchService(
            BranchAccess access, Branches branches, Merges merges, Deployments deployments, Extensions extensions) {
        this.access = access;
        this.branches = branches;
        this.merges = merges;
        this.deployments = deployments;
        this.extensions = extensions;
    }

    Listing<BranchResponse> list(Caller caller, String agentId) {
        Branch main = branches.main(caller, agentId);
        return branches.list(main).map(branch -> BranchResponse.of(caller.workspaceId(), agentId, branch));
    }

    CreateBranchResponse create(Write write, String agentId, CreateBranchBody body) {
        String name = body.branchName() == null ? body.name() : body.branchName();
        if (name == null) {
            throw ApiException.invalid("branchName", "is required");
        }
        Branch fork = branches.fork(write, branches.main(write.caller(), agentId), name, Ids::branch);
        return new CreateBranchResponse(fork.publicId(), Long.toString(fork.forkSequence()));
    }

    DeleteBranchResponse delete(Write write, String agentId, String branchId) {
        Branch branch = notMain(access.readable(write.caller(), agentId, branchId));
        return new DeleteBranchResponse(Long.toString(branches.delete(write, branch)), "Branch deleted");
    }

    /**
     * Merges a branch into main and publishes main to sandbox, both or neither.
     *
     * @param wire a body that fits {@link MergeBranchBody}
     */
    MergeBranchResponse merge(Write write, String agentId, String branchId, JsonNode wire) {
        Branch branch = notMain(access.readable(write.caller(), agentId, branchId));
        Branch main = branches.main(write.caller(), agentId);
        try {
            long sequence = merges.merge(write, main, branch, MergeBranchBody.resolutions(wire));
            String message = wire.path("deploymentMessage").asText("");
            deployments.publish(write, main, Environment.SANDBOX.text(), message, true);
            return new MergeBranchResponse(
                    Long.toString(sequence), "Branch merged to main and deployed to sandbox", List.of());
        } catch (MergeConflictException e) {
            throw ApiException.withBody(AgentsError.MERGE_CONFLICT, ConflictDocument.of(e, branch, extensions));
        }
    }

    private static Branch notMain(Branch branch) {
        if (branch.isMain()) {
            throw AgentsError.MAIN_BRANCH_PERMANENT.exception();
        }
        return branch;
    }
}
