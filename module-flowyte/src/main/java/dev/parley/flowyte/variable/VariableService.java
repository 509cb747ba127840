package dev.parley.flowyte.variable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.json.MergePatch;
import dev.parley.core.json.StrictJson;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Change;
import dev.parley.core.revision.Document;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import dev.parley.flowyte.FlowyteError;
import dev.parley.flowyte.agent.Drafts;
import dev.parley.flowyte.playbook.VariableNames;
import jakarta.inject.Singleton;

/** The rules of annotations of variables. */
@Singleton
class VariableService {

    /** How many annotations an agent can have. */
    static final int MAX_ANNOTATIONS = 500;

    private static final String NAME = "name";

    private final Drafts drafts;

    VariableService(Drafts drafts) {
        this.drafts = drafts;
    }

    ArrayNode list(Caller caller, String agentId) {
        Branch main = drafts.require(caller, agentId);
        return new VariableRegistry(kind -> drafts.list(main, kind)).json();
    }

    /**
     * Declares a variable, or annotates one that is there.
     *
     * @param wire a body that fits {@link AnnotateVariableBody}
     */
    ObjectNode annotate(Write write, String agentId, JsonNode wire) {
        String name = wire.path(NAME).textValue();
        if (VariableNames.RESERVED.contains(name)) {
            throw ApiException.invalid(NAME, "is reserved: it is always there");
        }
        if (!VariableNames.isValid(name)) {
            throw ApiException.invalid(NAME, "must match " + VariableNames.PATTERN);
        }
        ObjectNode patch = ((ObjectNode) wire).deepCopy();
        patch.remove(NAME);
        drafts.change(write, agentId, "variable.annotate", name, change -> {
            Document present = change.find(VariableKind.key(name)).orElse(null);
            if (present == null && change.list(VariableKind.NAME).size() >= MAX_ANNOTATIONS) {
                throw FlowyteError.LIMIT_REACHED.exception("An agent has at most " + MAX_ANNOTATIONS + " annotations");
            }
            JsonNode before = present == null ? StrictJson.NODES.objectNode() : present.body();
            return change.put(VariableKind.key(name), MergePatch.apply(before, patch));
        });
        return get(write.caller(), agentId, name);
    }

    /**
     * Changes an annotation.
     *
     * @param wire a body that fits {@link UpdateVariableBody}
     */
    ObjectNode update(Write write, String agentId, String name, JsonNode wire) {
        drafts.change(write, agentId, "variable.update", name, change -> {
            Document present =
                    change.find(VariableKind.key(name)).orElseThrow(FlowyteError.VARIABLE_NOT_FOUND::exception);
            requireMatch(write, change, name);
            return change.put(present.key(), MergePatch.apply(present.body(), wire));
        });
        return get(write.caller(), agentId, name);
    }

    /** Deletes an annotation; a variable that somebody uses stays. */
    void delete(Write write, String agentId, String name) {
        drafts.change(write, agentId, "variable.delete", name, change -> {
            if (change.find(VariableKind.key(name)).isEmpty()) {
                throw FlowyteError.VARIABLE_NOT_FOUND.exception();
            }
            requireMatch(write, change, name);
            change.delete(VariableKind.key(name));
            return change.sequence();
        });
    }

    private static void requireMatch(Write write, Change change, String name) {
        Drafts.requireMatch(write, () -> new VariableRegistry(change::list).json(name));
    }

    private ObjectNode get(Caller caller, String agentId, String name) {
        Branch main = drafts.require(caller, agentId);
        return new VariableRegistry(kind -> drafts.list(main, kind)).json(name);
    }
}
