package dev.parley.agents.behavior;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;
import java.util.List;
import java.util.stream.Stream;

/** The behavior rules in the store: one document with one member, which the API's tree of an agent spells {@code behaviour}. */
public final class BehaviorKind implements ResourceKind {

    static final String NAME = "behavior";

    /** The document of a branch. */
    public static final DocumentKey KEY = new DocumentKey(NAME, "behavior");

    static final String MEMBER = "behaviour";

    /** The stored form of a text. */
    public static JsonNode body(String behavior) {
        return StrictJson.NODES.objectNode().put(MEMBER, behavior);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> path(String id, List<String> leaf) {
        return Stream.concat(Stream.of("agentSettings", "rules"), leaf.stream()).toList();
    }

    @Override
    public List<String> violations(JsonNode body) {
        JsonNode text = body.path(MEMBER);
        return text.isTextual() && !text.textValue().isEmpty() && body.size() == 1
                ? List.of()
                : List.of(MEMBER + " must be a string of at least 1 character");
    }
}
