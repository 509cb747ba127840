package dev.parley.flowyte.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.core.json.StrictJson;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.Documents;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import dev.parley.flowyte.FlowyteError;
import dev.parley.flowyte.agent.Drafts;
import dev.parley.flowyte.wire.Page;
import dev.parley.flowyte.wire.PageRequest;
import jakarta.inject.Singleton;
import java.util.List;

/** The rules of skills. */
@Singleton
class SkillService {

    /** How many skills an agent can have: a model that chooses among more chooses badly. */
    static final int MAX_SKILLS = 100;

    private final Drafts drafts;
    private final Documents documents;

    SkillService(Drafts drafts, Documents documents) {
        this.drafts = drafts;
        this.documents = documents;
    }

    Page<ObjectNode> list(Caller caller, String agentId, PageRequest request) {
        List<Document> all = drafts.list(drafts.require(caller, agentId), SkillKind.NAME);
        return request.of(all, Drafts::place).map(skill -> Drafts.json(caller, agentId, skill));
    }

    ObjectNode get(Caller caller, String agentId, String id) {
        return documents
                .find(drafts.require(caller, agentId), SkillKind.key(id))
                .map(skill -> Drafts.json(caller, agentId, skill))
                .orElseThrow(FlowyteError.SKILL_NOT_FOUND::exception);
    }

    /**
     * Creates a skill.
     *
     * @param wire a body that fits {@link SkillCreate}
     */
    ObjectNode create(Write write, String agentId, JsonNode wire) {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        return drafts.change(write, agentId, "skill.create", id, change -> {
            if (change.list(SkillKind.NAME).size() >= MAX_SKILLS) {
                throw FlowyteError.LIMIT_REACHED.exception("An agent has at most " + MAX_SKILLS + " skills");
            }
            return Drafts.json(write.caller(), agentId, change.put(SkillKind.key(id), SkillDraft.created(wire)));
        });
    }

    /**
     * Changes a skill.
     *
     * @param wire a body that fits {@link SkillUpdate}
     */
    ObjectNode update(Write write, String agentId, String id, JsonNode wire) {
        return drafts.change(write, agentId, "skill.update", id, change -> {
            Document skill = change.find(SkillKind.key(id)).orElseThrow(FlowyteError.SKILL_NOT_FOUND::exception);
            Drafts.requireMatch(write, () -> Drafts.json(write.caller(), agentId, skill));
            return Drafts.json(
                    write.caller(),
                    agentId,
                    change.put(skill.key(), SkillDraft.patched((ObjectNode) skill.body(), wire)));
        });
    }

    /** Deletes a skill. What refers to it stays, and keeps the draft from being published. */
    void delete(Write write, String agentId, String id) {
        drafts.change(write, agentId, "skill.delete", id, change -> {
            Document skill = change.find(SkillKind.key(id)).orElseThrow(FlowyteError.SKILL_NOT_FOUND::exception);
            Drafts.requireMatch(write, () -> Drafts.json(write.caller(), agentId, skill));
            change.delete(SkillKind.key(id));
            return change.sequence();
        });
    }

    /** All types. */
    static ArrayNode types() {
        ArrayNode types = StrictJson.NODES.arrayNode();
        for (SkillType type : SkillType.values()) {
            ArrayNode config = types.addObject()
                    .put("skillType", type.name())
                    .put("reserved", type.isReserved())
                    .putArray("executionConfig");
            ExecutionConfig.members(type)
                    .forEach(member -> config.addObject()
                            .put("name", member.name())
                            .put("required", member.isRequired())
                            .put("description", member.description()));
        }
        return types;
    }
}
