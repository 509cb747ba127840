package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.CallerSchema;
import dev.parley.core.json.CallerSchema.InvalidSchemaException;
import dev.parley.core.json.StrictJson;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.Documents;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import dev.parley.flowyte.FlowyteError;
import dev.parley.flowyte.agent.Drafts;
import dev.parley.flowyte.wire.Page;
import dev.parley.flowyte.wire.PageRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of playbooks. */
@Singleton
class PlaybookService {

    /** How many playbooks an agent can have. */
    static final int MAX_PLAYBOOKS = 100;

    private static final int MAX_CHARACTERS = 20_000;
    private static final int MAX_GRAPH_CHARACTERS = 200_000;
    private static final Set<String> IGNORED =
            Set.of("id", "agentId", "organizationId", "flowId", "createdAt", "updatedAt");

    private final Drafts drafts;
    private final Documents documents;

    PlaybookService(Drafts drafts, Documents documents) {
        this.drafts = drafts;
        this.documents = documents;
    }

    Page<ObjectNode> list(Caller caller, String agentId, PageRequest request) {
        Branch main = drafts.require(caller, agentId);
        List<Document> all = drafts.list(main, PlaybookKind.NAME);
        return request.of(all, Drafts::place).map(document -> Drafts.json(caller, agentId, document));
    }

    ObjectNode get(Caller caller, String agentId, String id) {
        return Drafts.json(caller, agentId, require(drafts.require(caller, agentId), PlaybookKind.key(id)));
    }

    /**
     * Creates a playbook without any step.
     *
     * @param wire a body that fits {@link PlaybookCreate}
     */
    ObjectNode create(Write write, String agentId, JsonNode wire) {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        ObjectNode body = StrictJson.NODES.objectNode();
        body.put("flowId", UuidCreator.getTimeOrderedEpoch().toString());
        body.put("description", "");
        body.putObject("inputSchema");
        body.putObject("outputSchema");
        body.put("isEnabled", true);
        ObjectNode playbook = patched(body, wire);
        return drafts.change(write, agentId, "playbook.create", id, change -> {
            if (change.list(PlaybookKind.NAME).size() >= MAX_PLAYBOOKS) {
                throw FlowyteError.LIMIT_REACHED.exception("An agent has at most " + MAX_PLAYBOOKS + " playbooks");
            }
            ObjectNode graph = StrictJson.NODES.objectNode();
            graph.putArray("nodes");
            graph.putArray("connections");
            change.put(GraphKind.key(id), graph);
            return Drafts.json(write.caller(), agentId, change.put(PlaybookKind.key(id), playbook));
        });
    }

    /**
     * Changes a playbook.
     *
     * @param wire a body that fits {@link PlaybookUpdate}
     */
    ObjectNode update(Write write, String agentId, String id, JsonNode wire) {
        return drafts.change(write, agentId, "playbook.update", id, change -> {
            Document playbook =
                    change.find(PlaybookKind.key(id)).orElseThrow(FlowyteError.PLAYBOOK_NOT_FOUND::exception);
            Drafts.requireMatch(write, () -> Drafts.json(write.caller(), agentId, playbook));
            return Drafts.json(
                    write.caller(), agentId, change.put(playbook.key(), patched((ObjectNode) playbook.body(), wire)));
        });
    }

    void delete(Write write, String agentId, String id) {
        drafts.change(write, agentId, "playbook.delete", id, change -> {
            Document playbook =
                    change.find(PlaybookKind.key(id)).orElseThrow(FlowyteError.PLAYBOOK_NOT_FOUND::exception);
            Drafts.requireMatch(write, () -> Drafts.json(write.caller(), agentId, playbook));
            change.delete(PlaybookKind.key(id));
            change.delete(GraphKind.key(id));
            return change.sequence();
        });
    }

    ObjectNode getGraph(Caller caller, String agentId, String id) {
        Branch main = drafts.require(caller, agentId);
        Document playbook = require(main, PlaybookKind.key(id));
        return graph(playbook, require(main, GraphKind.key(id)).body());
    }

    /**
     * Replaces the steps of a playbook; work in progress will do.
     *
     * @param wire a body that fits {@link Graph}
     */
    ObjectNode replaceGraph(Write write, String agentId, String id, JsonNode wire) {
        return drafts.change(write, agentId, "playbook.graph", id, change -> {
            Document playbook =
                    change.find(PlaybookKind.key(id)).orElseThrow(FlowyteError.PLAYBOOK_NOT_FOUND::exception);
            Document present = change.find(GraphKind.key(id)).orElseThrow(FlowyteError.PLAYBOOK_NOT_FOUND::exception);
            Drafts.requireMatch(write, () -> graph(playbook, present.body()));
            List<FieldError> errors = new ArrayList<>(SaveRules.check(wire));
            if (!wire.path("flowId").equals(playbook.body().path("flowId"))) {
                errors.add(new FieldError("flowId", "must be the flowId of the playbook"));
            }
            if (!errors.isEmpty()) {
                throw ApiException.invalid(errors);
            }
            ObjectNode graph = StrictJson.NODES.objectNode();
            graph.set("nodes", wire.path("nodes"));
            graph.set("connections", wire.path("connections"));
            Drafts.requireSize("A graph", graph, MAX_GRAPH_CHARACTERS);
            return graph(playbook, change.put(GraphKind.key(id), graph).body());
        });
    }

    private Document require(Branch main, DocumentKey key) {
        return documents.find(main, key).orElseThrow(FlowyteError.PLAYBOOK_NOT_FOUND::exception);
    }

    private static ObjectNode patched(ObjectNode stored, JsonNode wire) {
        ObjectNode body = Drafts.replaced(stored, wire, IGNORED);
        List<FieldError> errors = new ArrayList<>();
        if (body.path("name").asText().isBlank()) {
            errors.add(new FieldError("name", "must not be blank"));
        }
        for (String schema : List.of("inputSchema", "outputSchema")) {
            String violation = violation(body.path(schema));
            if (violation != null) {
                errors.add(new FieldError(schema, violation));
            }
        }
        if (!errors.isEmpty()) {
            throw ApiException.invalid(errors);
        }
        Drafts.requireSize("A playbook without its graph", body, MAX_CHARACTERS);
        return body;
    }

    private static @Nullable String violation(JsonNode schema) {
        try {
            CallerSchema.compile(schema);
            return null;
        } catch (InvalidSchemaException e) {
            return e.getMessage();
        }
    }

    private static ObjectNode graph(Document playbook, JsonNode stored) {
        ObjectNode graph = StrictJson.NODES.objectNode();
        graph.set("flowId", playbook.body().path("flowId"));
        graph.set("nodes", stored.path("nodes"));
        graph.set("connections", stored.path("connections"));
        return graph;
    }
}
