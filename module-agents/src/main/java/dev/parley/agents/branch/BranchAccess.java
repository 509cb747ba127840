package dev.parley.agents.branch;

import dev.parley.agents.AgentsError;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.HeldBranch;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;

/**
 * Finds the branch that a path names, to read or to write it. Whether main may be written directly is the setting
 * {@code parley.agents.main-writable}.
 */
@Singleton
public class BranchAccess {

    private final Branches branches;
    private final boolean mainWritable;

    BranchAccess(
            Branches branches,
            @Property(name = "parley.agents.main-writable", defaultValue = "true") boolean mainWritable) {
        this.branches = branches;
        this.mainWritable = mainWritable;
    }

    /**
     * A branch whose content is to be read.
     *
     * @throws dev.parley.core.error.ApiException 403, 404: see {@link Branches#require}
     */
    public Branch readable(Caller caller, String agentId, String branchId) {
        return branches.require(caller, agentId, branchId);
    }

    /**
     * A branch whose content is to be edited, locked for the rest of the running transaction.
     *
     * @param first see {@link Branches#hold}
     * @throws dev.parley.core.error.ApiException as {@link #readable}, and 422 when it is main and main is only changed by merging
     */
    public HeldBranch writable(Write write, String agentId, String branchId, DocumentKey... first) {
        HeldBranch held = branches.hold(write, agentId, branchId, first);
        if (held.branch().isMain() && !mainWritable) {
            throw AgentsError.MAIN_BRANCH_READ_ONLY.exception();
        }
        return held;
    }
}
