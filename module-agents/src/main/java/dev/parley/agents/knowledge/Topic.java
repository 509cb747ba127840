package dev.parley.agents.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.revision.Document;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of knowledge, as callers see it.
 *
 * @param id the id
 * @param name the name, unique on the branch
 * @param content what the agent knows
 * @param actions what the agent does then; empty for nothing
 * @param exampleQueries what a caller might say
 * @param isActive whether the agent uses it
 */
@Serdeable
@Schema(
        description = "A piece of knowledge.",
        requiredProperties = {"id", "name", "content", "actions", "exampleQueries", "isActive"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record Topic(String id, String name, String content, String actions, Queries exampleQueries, boolean isActive) {

    static final int MAX_QUERIES = 100;

    /** How many members the stored form has. */
    static final int MEMBERS = 5;

    /**
     * What a caller might say.
     *
     * @param queries one sentence each
     */
    @Serdeable
    @Schema(
            name = "Queries",
            requiredProperties = "queries",
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Queries(List<String> queries) {}

    static Topic of(Document document) {
        JsonNode body = document.body();
        List<String> queries = new ArrayList<>();
        body.path("exampleQueries")
                .forEach(item -> queries.add(item.path("query").textValue()));
        return new Topic(
                document.id(),
                body.path("name").textValue(),
                body.path("content").textValue(),
                body.path("actions").textValue(),
                new Queries(queries),
                body.path("isActive").booleanValue());
    }

    /** The stored form of the wire's form, with defaults for what is not there. */
    static ObjectNode stored(JsonNode wire) {
        ObjectNode body = StrictJson.NODES.objectNode();
        body.put("name", wire.path("name").textValue());
        body.put("content", wire.path("content").textValue());
        body.put("actions", wire.path("actions").asText(""));
        body.put("isActive", wire.path("isActive").asBoolean(true));
        var queries = body.putArray("exampleQueries");
        wire.path("exampleQueries")
                .path("queries")
                .forEach(query -> queries.addObject().put("query", query.textValue()));
        return body;
    }

    /** The wire's form of a stored one. */
    static ObjectNode wire(JsonNode stored) {
        ObjectNode wire = stored.deepCopy();
        var queries = wire.putObject("exampleQueries").putArray("queries");
        stored.path("exampleQueries").forEach(item -> queries.add(item.path("query")));
        return wire;
    }
}
