package dev.parley.agents.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agents.AgentsError;
import dev.parley.core.error.ErrorCode;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Topics in the store: {@code name}, {@code content}, {@code actions}, {@code exampleQueries} (objects with a {@code query}) and
 * {@code isActive}, as the API's tree of an agent has them.
 */
public final class TopicKind implements ResourceKind {

    static final String NAME = "topic";

    static DocumentKey key(String id) {
        return new DocumentKey(NAME, id);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> path(String id, List<String> leaf) {
        return Stream.concat(Stream.of("knowledgeBase", "topics", "entities", id), leaf.stream())
                .toList();
    }

    @Override
    public List<String> uniqueNames(JsonNode body) {
        return List.of(body.path("name").asText());
    }

    @Override
    public ErrorCode nameTaken() {
        return AgentsError.KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS;
    }

    @Override
    public List<String> violations(JsonNode body) {
        List<String> violations = new ArrayList<>();
        if (!body.path("name").isTextual() || body.path("name").textValue().isEmpty()) {
            violations.add("name must be a string of at least 1 character");
        }
        for (String text : List.of("content", "actions")) {
            if (!body.path(text).isTextual()) {
                violations.add(text + " must be a string");
            }
        }
        if (!body.path("isActive").isBoolean()) {
            violations.add("isActive must be a boolean");
        }
        JsonNode queries = body.path("exampleQueries");
        boolean areQueries = queries.isArray() && queries.size() <= Topic.MAX_QUERIES;
        for (JsonNode query : queries) {
            areQueries &= query.size() == 1 && query.path("query").isTextual();
        }
        if (!areQueries) {
            violations.add("exampleQueries must be an array of at most " + Topic.MAX_QUERIES + " objects with a query");
        }
        if (body.size() != Topic.MEMBERS) {
            violations.add("a topic has no other members");
        }
        return violations;
    }
}
