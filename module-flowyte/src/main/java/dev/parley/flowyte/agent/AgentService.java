package dev.parley.flowyte.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.core.database.Database;
import dev.parley.core.family.Seen;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.Documents;
import dev.parley.core.revision.HeldBranch;
import dev.parley.core.revision.Spaces;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import dev.parley.flowyte.wire.Page;
import dev.parley.flowyte.wire.PageRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rules of agents. */
@Singleton
class AgentService {

    private final Drafts drafts;
    private final AgentStore agents;
    private final Spaces spaces;
    private final Branches branches;
    private final Documents documents;
    private final Database database;

    AgentService(
            Drafts drafts,
            AgentStore agents,
            Spaces spaces,
            Branches branches,
            Documents documents,
            Database database) {
        this.drafts = drafts;
        this.agents = agents;
        this.spaces = spaces;
        this.branches = branches;
        this.documents = documents;
        this.database = database;
    }

    Page<ObjectNode> list(Caller caller, PageRequest request) {
        return database.atOneMoment(() -> read(caller, request));
    }

    private Page<ObjectNode> read(Caller caller, PageRequest request) {
        Page<AgentRow> rows = agents.list(caller, request);
        Map<Long, Branch> mains =
                branches.find(rows.items().stream().map(AgentRow::branchId).toList());
        Map<Long, Document> found = documents.findOnEach(mains.values(), AgentKind.KEY);
        List<ObjectNode> items = rows.items().stream()
                .map(row -> AgentView.json(
                        caller.workspaceId(),
                        row,
                        Objects.requireNonNull(mains.get(row.branchId())),
                        Objects.requireNonNull(found.get(row.branchId())).body()))
                .toList();
        return new Page<>(items, rows.page(), rows.limit(), rows.total(), rows.nextCursor());
    }

    /**
     * Creates an agent.
     *
     * @param wire a body that fits {@link AgentCreate}
     */
    ObjectNode create(Write write, JsonNode wire) {
        Caller caller = write.caller();
        caller.requireAllAgents();
        ObjectNode draft = AgentDraft.created(wire);
        String name = draft.path("name").textValue();
        String id = spaces.create(
                        write,
                        null,
                        () -> UuidCreator.getTimeOrderedEpoch().toString(),
                        name,
                        null,
                        change -> change.put(AgentKind.KEY, draft))
                .publicId();
        Branch main = drafts.require(caller, id);
        agents.insert(caller.workspaceId(), id, main.id());
        agents.name(caller.workspaceId(), id, name);
        return tagged(write, drafts.json(caller, main, id));
    }

    private static ObjectNode tagged(Write write, ObjectNode agent) {
        write.becameTagged(Drafts.tag(agent));
        return agent;
    }

    /** The draft, with the version that was live when the draft was like that: making another one live is a step of the draft, too. */
    Seen<ObjectNode> get(Caller caller, String agentId) {
        return database.atOneMoment(() -> {
            Branch main = drafts.require(caller, agentId);
            return branches.seen(main, drafts.json(caller, main, agentId));
        });
    }

    /**
     * Changes the draft.
     *
     * @param wire a body that fits {@link AgentUpdate}
     */
    ObjectNode update(Write write, String agentId, JsonNode wire) {
        Caller caller = write.caller();
        HeldBranch held = drafts.hold(write, agentId);
        return drafts.change(write, held, "agent.update", agentId, change -> {
            ObjectNode stored =
                    (ObjectNode) change.find(AgentKind.KEY).orElseThrow().body();
            ObjectNode draft = AgentDraft.patched(stored, wire);
            if (!draft.path("name").equals(stored.path("name"))) {
                agents.name(caller.workspaceId(), agentId, draft.path("name").textValue());
            }
            change.put(AgentKind.KEY, draft);
            AgentRow row = drafts.row(caller, agentId);
            return tagged(
                    write,
                    AgentView.json(caller.workspaceId(), row, held.branch(), change.sequence(), change.at(), draft));
        });
    }

    /** Deletes an agent with everything in it. */
    void delete(Write write, String agentId) {
        drafts.hold(write, agentId);
        spaces.delete(write, spaces.require(write.caller(), agentId));
    }
}
