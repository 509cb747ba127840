package dev.parley.agents.variant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agents.AgentsError;
import dev.parley.core.error.ErrorCode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;
import java.util.List;
import java.util.stream.Stream;

/** Attributes in the store: a {@code name}. */
public final class AttributeKind implements ResourceKind {

    static final String NAME = "attribute";

    static DocumentKey key(String id) {
        return new DocumentKey(NAME, id);
    }

    static JsonNode body(String name) {
        return StrictJson.NODES.objectNode().put("name", name);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> path(String id, List<String> leaf) {
        return Stream.concat(Stream.of("variantManagement", "attributes", "entities", id), leaf.stream())
                .toList();
    }

    @Override
    public List<String> uniqueNames(JsonNode body) {
        return List.of(body.path("name").asText());
    }

    @Override
    public ErrorCode nameTaken() {
        return AgentsError.ATTRIBUTE_NAME_ALREADY_EXISTS;
    }

    @Override
    public List<String> violations(JsonNode body) {
        JsonNode name = body.path("name");
        return name.isTextual() && !name.textValue().isEmpty() && body.size() == 1
                ? List.of()
                : List.of("name must be a string of at least 1 character");
    }
}
