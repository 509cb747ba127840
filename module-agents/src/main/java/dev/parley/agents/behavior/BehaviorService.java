package dev.parley.agents.behavior;

import dev.parley.agents.AgentsError;
import dev.parley.agents.branch.BranchAccess;
import dev.parley.core.family.Seen;
import dev.parley.core.revision.Changes;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.Documents;
import dev.parley.core.revision.HeldBranch;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;

/** The rules of behavior. */
@Singleton
class BehaviorService {

    private final BranchAccess branches;
    private final Documents documents;
    private final Changes changes;

    BehaviorService(BranchAccess branches, Documents documents, Changes changes) {
        this.branches = branches;
        this.documents = documents;
        this.changes = changes;
    }

    Seen<AgentRules> get(Caller caller, String agentId, String branchId) {
        return documents
                .find(caller, agentId, branchId, BehaviorKind.KEY)
                .map(behavior -> behavior.map(BehaviorService::rules))
                .orElseThrow(AgentsError.BEHAVIOR_NOT_FOUND::exception);
    }

    AgentRules update(Write write, String agentId, String branchId, String behavior) {
        HeldBranch held = branches.writable(write, agentId, branchId, BehaviorKind.KEY);
        return changes.in(write, held, "behavior.update", branchId, change -> {
            change.find(BehaviorKind.KEY).ifPresent(present -> write.requireMatch(() -> rules(present)));
            change.put(BehaviorKind.KEY, BehaviorKind.body(behavior));
            return new AgentRules(behavior);
        });
    }

    private static AgentRules rules(Document document) {
        return new AgentRules(document.body().path(BehaviorKind.MEMBER).textValue());
    }
}
