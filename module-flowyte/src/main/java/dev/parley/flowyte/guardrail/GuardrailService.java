package dev.parley.flowyte.guardrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.StrictJson;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Change;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.Documents;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import dev.parley.flowyte.agent.Drafts;
import dev.parley.flowyte.skill.SkillKind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of guardrails and caller verification: two lists that are replaced whole. An item without an id gets one; the agent and the
 * organization of an item are always those of the list.
 */
@Singleton
class GuardrailService {

    private static final int MAX_CHARACTERS = 200_000;
    private static final String ITEMS = "items";
    private static final String ENABLED = "isEnabled";

    private final Drafts drafts;
    private final Documents documents;

    GuardrailService(Drafts drafts, Documents documents) {
        this.drafts = drafts;
        this.documents = documents;
    }

    /**
     * A list, empty when it was never written.
     *
     * @param key which list, see {@link GuardrailKind}
     */
    ArrayNode get(Caller caller, String agentId, DocumentKey key) {
        Branch main = drafts.require(caller, agentId);
        return list(caller, agentId, documents.find(main, key));
    }

    /**
     * Replaces the guardrail policies.
     *
     * @param wire a body that fits {@link GuardrailPolicies}
     */
    ArrayNode replacePolicies(Write write, String agentId, JsonNode wire) {
        return drafts.change(write, agentId, "guardrails.replace", agentId, change -> {
            List<FieldError> errors = new ArrayList<>();
            ArrayNode items = items(write.caller(), agentId, wire, errors);
            items.forEach(item -> {
                if (!item.has(ENABLED)) {
                    ((ObjectNode) item).put(ENABLED, true);
                }
            });
            return replace(write, agentId, change, GuardrailKind.POLICIES, items, errors);
        });
    }

    /**
     * Replaces the settings of caller verification.
     *
     * @param wire a body that fits {@link CallerVerifications}
     */
    ArrayNode replaceVerification(Write write, String agentId, JsonNode wire) {
        return drafts.change(write, agentId, "caller-verification.replace", agentId, change -> {
            List<FieldError> errors = new ArrayList<>();
            ArrayNode items = items(write.caller(), agentId, wire, errors);
            Set<String> skills = new HashSet<>();
            change.list(SkillKind.NAME).forEach(skill -> skills.add(skill.id()));
            for (int i = 0; i < items.size(); i++) {
                if (!skills.contains(items.path(i).path("verifierSkillId").asText())) {
                    errors.add(new FieldError(i + ".verifierSkillId", "is not a skill of the agent"));
                }
            }
            return replace(write, agentId, change, GuardrailKind.VERIFICATION, items, errors);
        });
    }

    private static ArrayNode items(Caller caller, String agentId, JsonNode wire, List<FieldError> errors) {
        ArrayNode items = StrictJson.NODES.arrayNode();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < wire.size(); i++) {
            ObjectNode item = wire.path(i).deepCopy();
            if (!item.path("agentId").asText(agentId).equals(agentId)) {
                errors.add(new FieldError(i + ".agentId", "must be the agent of the list"));
            }
            if (!item.path("organizationId").asText(caller.workspaceId()).equals(caller.workspaceId())) {
                errors.add(new FieldError(i + ".organizationId", "must be the organization of the key"));
            }
            if (item.path("id").asText("").isEmpty()) {
                item.put("id", UuidCreator.getTimeOrderedEpoch().toString());
            }
            if (!ids.add(item.path("id").textValue())) {
                errors.add(new FieldError(i + ".id", "is there twice"));
            }
            item.remove(List.of("agentId", "organizationId"));
            items.add(item);
        }
        return items;
    }

    private static ArrayNode replace(
            Write write, String agentId, Change change, DocumentKey key, ArrayNode items, List<FieldError> errors) {
        Drafts.requireMatch(write, () -> list(write.caller(), agentId, change.find(key)));
        if (!errors.isEmpty()) {
            throw ApiException.invalid(errors);
        }
        Drafts.requireSize("A list of guardrails", items, MAX_CHARACTERS);
        Document stored = change.put(key, StrictJson.NODES.objectNode().set(ITEMS, items));
        return list(write.caller(), agentId, Optional.of(stored));
    }

    private static ArrayNode list(Caller caller, String agentId, Optional<Document> stored) {
        ArrayNode list = StrictJson.NODES.arrayNode();
        stored.ifPresent(
                document -> document.body().path(ITEMS).forEach(item -> list.add(json(caller, agentId, item))));
        return list;
    }

    private static ObjectNode json(Caller caller, String agentId, JsonNode item) {
        ObjectNode json = StrictJson.NODES.objectNode();
        json.set("id", item.path("id"));
        json.put("agentId", agentId);
        json.put("organizationId", caller.workspaceId());
        json.setAll((ObjectNode) item);
        return json;
    }
}
