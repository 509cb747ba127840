package dev.parley.flowyte.skill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.ErrorCode;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;
import dev.parley.flowyte.FlowyteError;
import java.util.List;

/** Skills in the store, with the members that callers may change. */
public final class SkillKind implements ResourceKind {

    /** The name of the kind. */
    public static final String NAME = "flowyte-skill";

    /** The document of a skill. */
    public static DocumentKey key(String id) {
        return new DocumentKey(NAME, id);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> uniqueNames(JsonNode body) {
        return List.of(body.path("name").asText());
    }

    @Override
    public ErrorCode nameTaken() {
        return FlowyteError.SKILL_NAME_TAKEN;
    }
}
