package dev.parley.core.revision;

import dev.parley.core.database.Sql;
import dev.parley.core.error.CoreError;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.security.Caller;
import dev.parley.core.security.Workspaces;
import dev.parley.core.write.Audit;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The agents of workspaces: their identity, their creation and their end. */
@Singleton
public class Spaces {

    private static final String SELECT = """
            select s.id, s.workspace_id, s.public_id, s.name, s.description, s.created_at,
              case when m.updated_at > s.updated_at then m.updated_at else s.updated_at end updated_at,
              (select count(*) from core_branch b where b.space_id = s.id and b.state = 0) branches
            from core_space s join core_branch m on m.space_id = s.id and m.public_id = 'main'
            """;

    private final Sql sql;
    private final Workspaces workspaces;
    private final Branches branches;
    private final Changes changes;
    private final EntryStore entries;
    private final UniqueNames names;
    private final Audit audit;
    private final AgentListeners listeners;
    private final SpaceContents contents;

    Spaces(
            Sql sql,
            Workspaces workspaces,
            Branches branches,
            Changes changes,
            EntryStore entries,
            UniqueNames names,
            Audit audit,
            AgentListeners listeners,
            SpaceContents contents) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.branches = branches;
        this.changes = changes;
        this.entries = entries;
        this.names = names;
        this.audit = audit;
        this.listeners = listeners;
        this.contents = contents;
    }

    /**
     * An agent of the caller.
     *
     * @throws dev.parley.core.error.ApiException 403 when the caller is limited to other agents; 404 when the caller's workspace and
     *     family have no such agent
     */
    public Space require(Caller caller, String agentId) {
        caller.requireAgent(agentId);
        return sql.first(
                        SELECT + "where s.workspace_id = ? and s.public_id = ? and s.family = ?",
                        Spaces::space,
                        caller.workspaceId(),
                        agentId,
                        caller.family())
                .orElseThrow(CoreError.AGENT_NOT_FOUND::exception);
    }

    /** The agents that the caller may use, in the order in which they were created. */
    public Listing<Space> list(Caller caller) {
        String limit = caller.agents().isEmpty()
                ? ""
                : " and s.public_id in (" + "?, ".repeat(caller.agents().size() - 1) + "?)";
        return (after, max) -> {
            List<Object> values = new ArrayList<>(List.of(caller.workspaceId(), caller.family(), after));
            values.addAll(caller.agents());
            values.add(max + 1);
            return Chunk.of(
                    sql.list(
                            SELECT + "where s.workspace_id = ? and s.family = ? and s.id > ?" + limit
                                    + " order by s.workspace_id, s.family, s.id limit ?",
                            Spaces::space,
                            values.toArray()),
                    max,
                    Space::id);
        };
    }

    /**
     * Creates an agent with its main branch.
     *
     * @param publicId the id that the caller wants; null for a generated one
     * @param newId makes a public id; called again when the id is taken
     * @param content writes the documents that the agent begins with, as sequence 1 of main
     * @throws dev.parley.core.error.ApiException 409 when the id that the caller wants is taken in the workspace
     */
    public Space create(
            Write write,
            @Nullable String publicId,
            Supplier<String> newId,
            String name,
            @Nullable String description,
            Consumer<Change> content) {
        String id = insert(write, publicId, newId, name, description, 0, new ContentDigest().state());
        HeldBranch main = branches.hold(write, id, Branch.MAIN);
        changes.in(write, main, "agent.create", id, change -> {
            content.accept(change);
            return change.sequence();
        });
        return require(write.caller(), id);
    }

    /**
     * Copies an agent's main branch to a new agent that shares nothing with it afterwards. Documents keep their ids and places.
     *
     * @throws dev.parley.core.error.ApiException 409 when the id that the caller wants is taken in the workspace
     */
    public Space duplicate(Write write, Space source, @Nullable String publicId, Supplier<String> newId, String name) {
        Branch sourceMain = branches.main(write.caller(), source.publicId());
        ContentDigest digest = changes.hold(write, sourceMain).digest();
        String id = insert(write, publicId, newId, name, source.description(), 1, digest.state());
        Branch main = branches.main(write.caller(), id);
        entries.copy(sourceMain.id(), main.id());
        names.copy(sourceMain.id(), main.id());
        sql.run(audit.recordingChange(
                write,
                write.at(),
                main.spaceId(),
                main.id(),
                1,
                digest.version(),
                "agent.duplicate",
                source.publicId()));
        return require(write.caller(), id);
    }

    private String insert(
            Write write,
            @Nullable String wanted,
            Supplier<String> newId,
            String name,
            @Nullable String description,
            long sequence,
            byte[] digest) {
        workspaces.ensure(write.caller().workspaceId());
        while (true) {
            String publicId = wanted == null ? newId.get() : wanted;
            Optional<Long> spaceId = sql.insert(
                    """
                    insert into core_space(workspace_id, family, public_id, name, description, created_by, created_at, updated_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                    write.caller().workspaceId(),
                    write.caller().family(),
                    publicId,
                    name,
                    description,
                    write.by(),
                    write.at(),
                    write.at());
            if (spaceId.isPresent()) {
                sql.update(
                        """
                        insert into core_branch(space_id, public_id, uuid, name, active_name, fork_seq, seq, digest, state,
                          created_by, created_at, updated_at)
                        values (?, 'main', ?, 'main', 'main', 0, ?, ?, 0, ?, ?, ?)""",
                        spaceId.get(),
                        UUID.randomUUID().toString(),
                        sequence,
                        digest,
                        write.by(),
                        write.at(),
                        write.at());
                return publicId;
            }
            if (wanted != null) {
                throw CoreError.AGENT_ID_ALREADY_EXISTS.exception();
            }
        }
    }

    /** Notes that something about an agent changed which is no change of a branch. */
    void touch(long spaceId, Instant at) {
        sql.update("update core_space set updated_at = ? where id = ? and updated_at < ?", at, spaceId, at);
    }

    /**
     * Deletes an agent with its branches, documents and deployments. The audit keeps what happened to it. The locks keep everybody
     * else out first: main's row whoever deploys, the agent's row whoever forks, the other branches whoever edits or merges.
     */
    public void delete(Write write, Space agent) {
        branches.hold(write, agent.publicId(), Branch.MAIN);
        if (!contents.lock(agent.id())) {
            throw CoreError.AGENT_NOT_FOUND.exception();
        }
        listeners.agentDeleting(write, agent.publicId());
        contents.delete(agent.id());
        audit.record(write, agent.id(), "agent.delete", agent.publicId());
    }

    private static Space space(ResultSet row) throws SQLException {
        return new Space(
                row.getLong("id"),
                row.getString("workspace_id"),
                row.getString("public_id"),
                row.getString("name"),
                row.getString("description"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Objects.requireNonNull(Sql.instant(row, "updated_at")),
                row.getInt("branches"));
    }
}
