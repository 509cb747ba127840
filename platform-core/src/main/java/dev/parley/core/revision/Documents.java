package dev.parley.core.revision;

import dev.parley.core.database.Sql;
import dev.parley.core.family.Seen;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads documents. */
@Singleton
public class Documents {

    private final Sql sql;
    private final Branches branches;
    private final EntryStore entries;
    private final Horizon horizon;
    private final BranchStates states;

    Documents(Sql sql, BranchStates states, Branches branches, EntryStore entries, Horizon horizon) {
        this.sql = sql;
        this.branches = branches;
        this.entries = entries;
        this.horizon = horizon;
        this.states = states;
    }

    /**
     * A document of an active branch of an agent of the caller, or empty when the branch has none: in one round trip, unless it has to be
     * looked for further back than the present of the branch and of its parent.
     *
     * @param agentId the agent's public id
     * @param branchId the branch's public id
     * @throws dev.parley.core.error.ApiException 403, 404: see {@link Branches#require}
     */
    public Optional<Seen<Document>> find(Caller caller, String agentId, String branchId, DocumentKey key) {
        caller.requireAgent(agentId);
        Optional<Nearby> nearby = sql.first(
                """
                select b.id branch_id, b.seq branch_seq, b.updated_at branch_updated_at, b.parent_id, b.fork_seq,
                  own.seq own_seq, own.body own_body, own.created_at own_created_at, own.updated_at own_updated_at,
                  up.seq up_seq, up.body up_body, up.created_at up_created_at, up.updated_at up_updated_at
                from core_space s join core_branch b on b.space_id = s.id
                left join core_entry own on own.branch_id = b.id and own.kind = ? and own.id = ?
                left join core_entry up on up.branch_id = b.parent_id and up.kind = ? and up.id = ?
                where s.workspace_id = ? and s.public_id = ? and s.family = ? and b.public_id = ? and b.state = 0""",
                row -> nearby(key, row),
                key.kind(),
                key.id(),
                key.kind(),
                key.id(),
                caller.workspaceId(),
                agentId,
                caller.family(),
                branchId);
        if (nearby.isPresent() && nearby.get().isSure()) {
            return nearby.get()
                    .document()
                    .map(document -> states.seen(nearby.get().state(), document));
        }
        Branch branch = branches.require(caller, agentId, branchId);
        return find(branch, key).map(document -> branches.seen(branch, document));
    }

    /**
     * What the present of a branch and of its parent says about a document.
     *
     * @param isSure whether that is all there is to say
     */
    private record Nearby(BranchStates.State state, boolean isSure, Optional<Document> document) {}

    private static Nearby nearby(DocumentKey key, ResultSet row) throws SQLException {
        BranchStates.State state = BranchStates.State.of(row);
        boolean isMain = row.getObject("parent_id") == null;
        if (row.getObject("own_seq") != null) {
            return new Nearby(state, true, Document.read(key, row, "own_"));
        }
        boolean isAsForked = row.getObject("up_seq") != null && row.getLong("up_seq") <= row.getLong("fork_seq");
        return isAsForked
                ? new Nearby(state, true, Document.read(key, row, "up_"))
                : new Nearby(state, isMain, Optional.empty());
    }

    /** A document as the branch holds it, or empty when it has none. */
    public Optional<Document> find(Branch branch, DocumentKey key) {
        return find(branch.view(), key);
    }

    /**
     * A document as the branch held it right after one of its changes.
     *
     * @throws dev.parley.core.error.ApiException 410 when that was pruned, see {@link Pruning}
     */
    public Optional<Document> find(Branch branch, long sequence, DocumentKey key) {
        Optional<Document> found = find(branch.view().asOf(sequence), key);
        horizon.requireKept(branch.id(), sequence);
        return found;
    }

    private Optional<Document> find(View view, DocumentKey key) {
        return entries.find(view, key).filter(Entry::isPresent).map(Entry::document);
    }

    /**
     * The document of one key on each of several branches without a parent, by {@link Branch#id()}; those that have none are left out.
     *
     * @param branches as they were looked up; not more than a page of them
     * @throws IllegalArgumentException when a branch has a parent
     */
    public Map<Long, Document> findOnEach(Collection<Branch> branches, DocumentKey key) {
        if (!branches.stream().allMatch(Branch::isMain)) {
            throw new IllegalArgumentException("A branch has a parent");
        }
        return entries.findOnEach(branches.stream().map(Branch::id).toList(), key).stream()
                .filter(Entry::isPresent)
                .collect(Collectors.toMap(Entry::branchId, Entry::document));
    }

    /**
     * The documents of a kind in creation order. The list is that of one moment, however long reading takes: the branch's sequence when
     * it was looked up.
     */
    public Listing<Document> list(Branch branch, String kind) {
        return list(branch, branch.sequence(), kind);
    }

    /**
     * The documents of a kind as the branch held them right after one of its changes. Reading the list ends with an {@link
     * dev.parley.core.error.ApiException} 410 when that was pruned, see {@link Pruning}.
     */
    public Listing<Document> list(Branch branch, long sequence, String kind) {
        View view = branch.view().asOf(sequence);
        return (after, max) -> {
            Chunk<Document> chunk = entries.list(view, kind, after, max);
            if (sequence != branch.sequence()) {
                horizon.requireKept(branch.id(), sequence);
            }
            if (after != Listing.START && chunk.next().isEmpty() && !entries.isStored(branch)) {
                // The agent was deleted while the list was read: better an error than a list that looks whole.
                throw Changes.gone(branch);
            }
            return chunk;
        };
    }
}
