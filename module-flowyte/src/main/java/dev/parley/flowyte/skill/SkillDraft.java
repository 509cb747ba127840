package dev.parley.flowyte.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.StrictJson;
import dev.parley.flowyte.FlowyteError;
import dev.parley.flowyte.agent.Drafts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is stored of a skill, made from what callers send: complete and checked. */
final class SkillDraft {

    private static final int MAX_CHARACTERS = 20_000;
    private static final Set<String> IGNORED = Set.of("id", "agentId", "organizationId", "createdAt", "updatedAt");

    private SkillDraft() {}

    /**
     * A new skill.
     *
     * @param wire a body that fits {@link SkillCreate}
     * @throws ApiException 400 with every field that is wrong; 422 when its type is reserved
     */
    static ObjectNode created(JsonNode wire) {
        ObjectNode body = StrictJson.NODES.objectNode();
        body.putObject("parametersSchema").put("type", "object").putObject("properties");
        body.putArray("requiredParams");
        body.put("direction", "two_way");
        body.putObject("executionConfig");
        body.putObject("dataEgressMap");
        body.putArray("allowedFields");
        body.put("isWrite", false);
        body.put("requiresVerifiedIdentity", false);
        body.put("requiresConfirmation", false);
        body.put("nonParallelizable", false);
        body.putArray("channels").add("voice").add("chat");
        body.putObject("errorHandling");
        body.put("isEnabled", true);
        return patched(body, wire);
    }

    /**
     * A changed skill.
     *
     * @param stored what is stored of it; not changed
     * @param wire a body that fits {@link SkillUpdate}
     * @throws ApiException see {@link #created}
     */
    static ObjectNode patched(ObjectNode stored, JsonNode wire) {
        ObjectNode body = Drafts.replaced(stored, wire, IGNORED);
        List<FieldError> errors = new ArrayList<>();
        for (String text : List.of("name", "description")) {
            if (body.path(text).asText().isBlank()) {
                errors.add(new FieldError(text, "must not be blank"));
            }
        }
        SkillType type = SkillType.valueOf(body.path("skillType").textValue());
        errors.addAll(ParametersSchema.violations(body.path("parametersSchema"), body.path("requiredParams")));
        errors.addAll(ExecutionConfig.violations(
                type, body.path("executionConfig"), body.path("isEnabled").booleanValue()));
        if (!errors.isEmpty()) {
            throw ApiException.invalid(errors);
        }
        if (type.isReserved()) {
            throw FlowyteError.SKILL_TYPE_RESERVED.exception("Skills of the type " + type + " cannot be created yet");
        }
        ExecutionConfig.normalize(type, body.path("executionConfig"));
        Drafts.requireSize("A skill", body, MAX_CHARACTERS);
        return body;
    }
}
