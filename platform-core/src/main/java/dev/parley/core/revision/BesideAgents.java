package dev.parley.core.revision;

import dev.parley.core.database.Sql;
import dev.parley.core.family.Seen;
import dev.parley.core.security.Caller;
import dev.parley.core.security.Workspaces;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Versioned content that belongs to an agent and is no part of its branches, such as its config pages: it is not forked, merged or
 * published with them, and goes with the agent. Each piece is a branch without a parent, so its documents have a history, can be
 * compared and are read as of any of its changes like those of an agent. The agent may live elsewhere, see {@link AgentDirectory}.
 */
@Singleton
public class BesideAgents {

    private final Sql sql;
    private final Branches branches;
    private final Changes changes;
    private final Workspaces workspaces;
    private final AgentDirectory agents;

    /** Whether the agents live here: what is beside one goes with it then, so that who finds something need not look for the agent. */
    private final boolean isBesideOurs;

    BesideAgents(Sql sql, Branches branches, Changes changes, Workspaces workspaces, AgentDirectory agents) {
        this.sql = sql;
        this.branches = branches;
        this.changes = changes;
        this.workspaces = workspaces;
        this.agents = agents;
        this.isBesideOurs = agents instanceof StoreAgentDirectory;
    }

    /**
     * A piece with its documents of one kind.
     *
     * @param documents in creation order
     */
    public record Piece(Branch branch, List<Document> documents) {
        public Piece {
            documents = List.copyOf(documents);
        }
    }

    /**
     * The pieces that a module keeps beside an agent, in the order in which they were made; empty when it has none.
     *
     * @param module the {@link dev.parley.core.spi.FeatureModule#id()}
     * @throws dev.parley.core.error.ApiException 403 when the caller is limited to other agents; 404 when there is no such agent for it
     */
    public List<Branch> list(Caller caller, String agentId, String module) {
        requireBefore(caller, agentId);
        List<Branch> found = branches.besideAgent(caller.workspaceId(), agentId, module);
        if (found.isEmpty()) {
            agents.require(caller, agentId);
        }
        return found;
    }

    /**
     * A piece by its name with its documents of one kind as they are at one moment, in one round trip; empty when nothing
     * was ever written there. Whether the agent is still there is part of its state only where agents live here.
     *
     * @param kind the kind of the documents
     * @throws dev.parley.core.error.ApiException 403, 404: see {@link #list}
     */
    public Optional<Seen<Piece>> read(Caller caller, String agentId, String module, String name, String kind) {
        requireBefore(caller, agentId);
        Optional<Piece> found = branches.besideAgent(caller.workspaceId(), agentId, module, name, kind);
        if (found.isEmpty()) {
            agents.require(caller, agentId);
        }
        return found.map(piece -> isBesideOurs ? branches.seen(piece.branch(), piece) : Seen.once(piece));
    }

    private void requireBefore(Caller caller, String agentId) {
        if (isBesideOurs) {
            caller.requireAgent(agentId);
        } else {
            agents.require(caller, agentId);
        }
    }

    /**
     * A piece by its name, or empty when nothing was ever written there.
     *
     * @throws dev.parley.core.error.ApiException 403, 404: see {@link #list}
     */
    public Optional<Branch> find(Caller caller, String agentId, String module, String name) {
        return list(caller, agentId, module).stream()
                .filter(branch -> branch.publicId().equals(name))
                .findFirst();
    }

    /**
     * A piece by its name, made empty when it is not there.
     *
     * @param name at most 64 characters
     * @throws dev.parley.core.error.ApiException 403, 404: see {@link #list}
     */
    public Branch open(Write write, String agentId, String module, String name) {
        Caller caller = write.caller();
        Optional<Branch> present = find(caller, agentId, module, name);
        if (present.isPresent()) {
            return present.get();
        }
        // Holds the agent, so that it is not deleted without what is made here, and nobody makes it twice.
        agents.requireHeld(write, agentId);
        workspaces.ensure(caller.workspaceId());
        sql.update(
                """
                insert into core_space(workspace_id, family, public_id, agent_id, name, created_by, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                caller.workspaceId(),
                module,
                UUID.randomUUID().toString(),
                agentId,
                module,
                write.by(),
                write.at(),
                write.at());
        sql.update(
                """
                insert into core_branch(space_id, public_id, uuid, name, active_name, fork_seq, seq, digest, state,
                  created_by, created_at, updated_at)
                select id, ?, ?, ?, ?, 0, 0, ?, 0, ?, ?, ? from core_space
                where workspace_id = ? and agent_id = ? and family = ? on conflict do nothing""",
                name,
                UUID.randomUUID().toString(),
                name,
                name,
                new ContentDigest().state(),
                write.by(),
                write.at(),
                write.at(),
                caller.workspaceId(),
                agentId,
                module);
        return find(caller, agentId, module, name).orElseThrow();
    }

    /**
     * The same, locked for the rest of the transaction.
     *
     * @param first documents that a change will read of it, some dozens at the most: they come in the same round trip
     * @throws dev.parley.core.error.ApiException 403, 404: see {@link #list}
     */
    public HeldBranch hold(Write write, String agentId, String module, String name, DocumentKey... first) {
        requireBefore(write.caller(), agentId);
        Branches.Path path = new Branches.Path(write.caller().workspaceId(), module, agentId, name);
        return branches.holdKnown(write, path, first)
                .orElseGet(
                        () -> changes.hold(write, branches.remember(path, open(write, agentId, module, name)), first));
    }
}
