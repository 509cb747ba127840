package dev.parley.core.revision;

import dev.parley.core.database.DatabaseException;
import dev.parley.core.database.Sql;
import dev.parley.core.error.CoreError;
import dev.parley.core.family.Seen;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Audit;
import dev.parley.core.write.Write;
import io.micronaut.core.util.clhm.ConcurrentLinkedHashMap;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The branches of agents. */
@Singleton
public class Branches {

    private static final String COLUMNS = Changes.STATE_COLUMNS + """
            , b.id, b.space_id, b.public_id, b.uuid, b.name, b.parent_id, b.fork_seq, b.created_by, b.created_at,
            p.public_id parent_public_id, p.parent_id grandparent_id, p.fork_seq parent_fork_seq""";

    /** How many branches are remembered; a few MiB. */
    private static final int REMEMBERED = 4096;

    private final Sql sql;
    private final Changes changes;
    private final Audit audit;
    private final BranchStates states;

    /** Which branch a path is, and what never changes about it; whether it is still there is asked each time. */
    private final Map<Path, Branch> known = new ConcurrentLinkedHashMap.Builder<Path, Branch>()
            .maximumWeightedCapacity(REMEMBERED)
            .build();

    Branches(Sql sql, Changes changes, Audit audit, BranchStates states) {
        this.sql = sql;
        this.changes = changes;
        this.audit = audit;
        this.states = states;
    }

    /**
     * How callers name a branch: one at the most that is active.
     *
     * @param family the family of the agent, or the module that keeps something beside it
     */
    record Path(String workspaceId, String family, String agentId, String branchId) {}

    /**
     * An active branch of an agent of the caller.
     *
     * @param agentId the agent's public id
     * @param branchId the branch's public id
     * @throws dev.parley.core.error.ApiException 403 when the caller is limited to other agents; 404 when the caller's workspace and
     *     family have no such agent, or the agent no such active branch
     */
    public Branch require(Caller caller, String agentId, String branchId) {
        caller.requireAgent(agentId);
        Path path = new Path(caller.workspaceId(), caller.family(), agentId, branchId);
        return Optional.ofNullable(known.get(path)).flatMap(this::present).orElseGet(() -> lookUp(path));
    }

    /**
     * The same, locked for the rest of the running transaction.
     *
     * @param first documents that a change will read of it, some dozens at the most: they come in the same round trip
     * @throws dev.parley.core.error.ApiException 403, 404: see {@link #require}
     */
    public HeldBranch hold(Write write, String agentId, String branchId, DocumentKey... first) {
        write.caller().requireAgent(agentId);
        Path path = new Path(write.caller().workspaceId(), write.caller().family(), agentId, branchId);
        return holdKnown(write, path, first).orElseGet(() -> changes.hold(write, lookUp(path), first));
    }

    /** A branch that was looked up before, locked for the rest of the running transaction, if it is still active. */
    Optional<HeldBranch> holdKnown(Write write, Path path, DocumentKey... first) {
        return Optional.ofNullable(known.get(path)).flatMap(branch -> changes.holdIfActive(write, branch, first));
    }

    /** Remembers a branch that was looked up. */
    Branch remember(Path path, Branch branch) {
        known.put(path, branch);
        return branch;
    }

    private Optional<Branch> present(Branch branch) {
        return sql.first(
                "select " + Changes.STATE_COLUMNS + " from core_branch b where " + Changes.IS_ACTIVE,
                row -> Changes.inState(branch, row),
                branch.id(),
                branch.uuid());
    }

    private Branch lookUp(Path path) {
        Optional<Branch> found = sql.first(
                        "select " + COLUMNS + " from core_space s"
                                + " left join core_branch b on b.space_id = s.id and b.public_id = ? and b.state = 0"
                                + " left join core_branch p on p.id = b.parent_id"
                                + " where s.workspace_id = ? and s.public_id = ? and s.family = ?",
                        row -> row.getObject("id") == null ? Optional.<Branch>empty() : Optional.of(branch(row)),
                        path.branchId(),
                        path.workspaceId(),
                        path.agentId(),
                        path.family())
                .orElseThrow(CoreError.AGENT_NOT_FOUND::exception);
        return remember(path, found.orElseThrow(CoreError.BRANCH_NOT_FOUND::exception));
    }

    /**
     * The main branch of an agent of the caller.
     *
     * @throws dev.parley.core.error.ApiException 403, 404: see {@link #require}
     */
    public Branch main(Caller caller, String agentId) {
        return require(caller, agentId, Branch.MAIN);
    }

    /**
     * What was read of a branch, for {@link dev.parley.core.family.Reads#often}.
     *
     * @param branch as it was looked up, at the latest when the value was read
     * @param value depends on nothing that can change without a step of the branch's sequence
     */
    public <T> Seen<T> seen(Branch branch, T value) {
        return states.seen(BranchStates.State.of(branch), value);
    }

    /**
     * The active branches of an agent: main first, then the others in the order in which they were created.
     *
     * @param main the agent's main branch
     */
    public Listing<Branch> list(Branch main) {
        String select = "select " + COLUMNS
                + " from core_branch b left join core_branch p on p.id = b.parent_id"
                + " where b.space_id = ? and b.state = 0 and b.id > ? order by b.id limit ?";
        return (after, max) -> {
            List<Branch> found = sql.list(select, this::branch, main.spaceId(), after, max + 1);
            if (found.isEmpty() && after == Listing.START) {
                throw Changes.gone(main);
            }
            return Chunk.of(found, max, Branch::id);
        };
    }

    /**
     * Forks a branch at its present state, at a cost that does not depend on its content.
     *
     * @param name the new branch's name
     * @param newId makes a public id; called again when the id is taken
     * @return the new branch
     * @throws dev.parley.core.error.ApiException 409 when an active branch of the agent has the name; 404 when the parent is gone by now
     */
    public Branch fork(Write write, Branch parent, String name, Supplier<String> newId) {
        while (true) {
            String publicId = newId.get();
            Optional<Long> id = insertFork(write, parent, name, publicId);
            if (id.isPresent()) {
                audit.record(write, parent.spaceId(), "branch.create", publicId + " " + name);
                return get(id.get());
            }
            boolean nameTaken = sql.first(
                            "select 1 from core_branch where space_id = ? and active_name = ?",
                            row -> true,
                            parent.spaceId(),
                            name)
                    .isPresent();
            if (nameTaken) {
                throw CoreError.BRANCH_NAME_ALREADY_EXISTS.exception();
            }
            if (sql.first("select 1 from core_branch where id = ? and state = 0", row -> true, parent.id())
                    .isEmpty()) {
                throw Changes.gone(parent);
            }
        }
    }

    private Optional<Long> insertFork(Write write, Branch parent, String name, String publicId) {
        try {
            return sql.insert(
                    """
                    insert into core_branch(space_id, public_id, uuid, name, active_name, parent_id, fork_seq, seq, digest,
                      state, created_by, created_at, updated_at)
                    select space_id, ?, ?, ?, ?, id, seq, seq, digest, 0, ?, ?, ?
                    from core_branch where id = ? and state = 0 on conflict do nothing""",
                    publicId,
                    UUID.randomUUID().toString(),
                    name,
                    name,
                    write.by(),
                    write.at(),
                    write.at(),
                    parent.id());
        } catch (DatabaseException e) {
            if (e.isForeignKeyViolation()) {
                throw CoreError.AGENT_NOT_FOUND.exception();
            }
            throw e;
        }
    }

    /**
     * Deletes a branch. What was forked from it keeps what it inherited.
     *
     * @return the sequence of the deletion, the branch's last
     * @throws IllegalArgumentException when it is main
     */
    public long delete(Write write, Branch branch) {
        if (branch.isMain()) {
            throw new IllegalArgumentException("main cannot be deleted");
        }
        return changes.in(write, branch, "branch.delete", branch.publicId(), change -> {
            changes.close(branch, Changes.Ending.DELETED, change.at());
            return change.sequence();
        });
    }

    /**
     * Active branches by their internal ids, in one statement; those that are gone by now are not in the answer.
     *
     * @param ids the {@link Branch#id()}s of branches that the caller may read; not more than a page of them
     */
    public Map<Long, Branch> find(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return sql
                .list(
                        "select " + COLUMNS + " from core_branch b left join core_branch p on p.id = b.parent_id"
                                + " where b.state = 0 and b.id in (?" + ", ?".repeat(ids.size() - 1) + ")",
                        this::branch,
                        ids.toArray())
                .stream()
                .collect(Collectors.toMap(Branch::id, Function.identity()));
    }

    /** What a module keeps beside an agent, in the order in which it was made. */
    List<Branch> besideAgent(String workspaceId, String agentId, String module) {
        return sql.list(
                "select " + COLUMNS
                        + " from core_space s join core_branch b on b.space_id = s.id"
                        + " left join core_branch p on p.id = b.parent_id"
                        + " where s.workspace_id = ? and s.agent_id = ? and s.family = ? order by b.id",
                this::branch,
                workspaceId,
                agentId,
                module);
    }

    /** One piece of these by its name, with its documents of a kind in creation order: as they are at one moment. */
    Optional<BesideAgents.Piece> besideAgent(
            String workspaceId, String agentId, String module, String name, String kind) {
        List<Document> documents = new ArrayList<>();
        List<Branch> branch = sql.list(
                "select " + COLUMNS
                        + ", e.id document_id, e.body document_body, e.created_at document_created_at, e.updated_at document_updated_at"
                        + " from core_space s join core_branch b on b.space_id = s.id"
                        + " left join core_branch p on p.id = b.parent_id"
                        + " left join core_entry e on e.branch_id = b.id and e.kind = ? and e.body is not null"
                        + " where s.workspace_id = ? and s.agent_id = ? and s.family = ? and b.public_id = ? order by e.ord",
                row -> {
                    String id = row.getString("document_id");
                    if (id != null) {
                        Document.read(new DocumentKey(kind, id), row, "document_")
                                .ifPresent(documents::add);
                    }
                    return branch(row);
                },
                kind,
                workspaceId,
                agentId,
                module,
                name);
        return branch.stream().findFirst().map(found -> new BesideAgents.Piece(found, documents));
    }

    private Branch get(long id) {
        return sql.first(
                        "select " + COLUMNS
                                + " from core_branch b left join core_branch p on p.id = b.parent_id where b.id = ?",
                        this::branch,
                        id)
                .orElseThrow();
    }

    private Branch branch(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        return new Branch(
                id,
                row.getLong("space_id"),
                row.getString("public_id"),
                row.getString("uuid"),
                row.getString("name"),
                row.getString("parent_public_id"),
                row.getLong("fork_seq"),
                row.getLong("seq"),
                row.getBoolean("diverged"),
                row.getString("created_by"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Objects.requireNonNull(Sql.instant(row, "updated_at")),
                view(row, id));
    }

    /** The chain of a branch; the row brings two levels, and only deeper forks cost more reads. */
    private View view(ResultSet row, long id) throws SQLException {
        List<View.Level> levels = new ArrayList<>();
        levels.add(new View.Level(id, Long.MAX_VALUE));
        long parent = row.getLong("parent_id");
        if (!row.wasNull()) {
            levels.add(new View.Level(parent, row.getLong("fork_seq")));
            long next = row.getLong("grandparent_id");
            boolean more = !row.wasNull();
            long bound = row.getLong("parent_fork_seq");
            while (more) {
                levels.add(new View.Level(next, bound));
                Optional<View.Level> up = sql.first(
                        "select parent_id, fork_seq from core_branch where id = ? and parent_id is not null",
                        above -> new View.Level(above.getLong("parent_id"), above.getLong("fork_seq")),
                        next);
                more = up.isPresent();
                if (more) {
                    next = up.get().branchId();
                    bound = up.get().asOf();
                }
            }
        }
        return new View(levels);
    }
}
