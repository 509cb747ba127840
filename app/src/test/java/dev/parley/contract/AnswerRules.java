package dev.parley.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import dev.parley.core.error.ApiException;
import dev.parley.core.json.Schemas;
import dev.parley.core.json.StrictJson;
import dev.parley.core.testing.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an answer to an operation must be: its status is declared, its body has a declared media type and fits the schema. An object that
 * the schema does not call open has no other members than the declared ones. Safe for use by many threads.
 */
final class AnswerRules {

    private static final String OPEN = "-open";

    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();
    private final Map<ApiDocument, ObjectNode> definitions = new ConcurrentHashMap<>();

    /** What is wrong with an answer to an operation. */
    List<String> violations(ApiOperation operation, Reply reply, boolean hasBody) {
        if (reply.status() >= 500) {
            return List.of("answers " + reply.status());
        }
        JsonNode declared = operation.response(reply.status());
        if (declared.isMissingNode()) {
            return List.of("answers " + reply.status() + ", which the document does not declare");
        }
        return hasBody ? body(operation, declared.path("content"), reply) : List.of();
    }

    private List<String> body(ApiOperation operation, JsonNode content, Reply reply) {
        String type = reply.headers()
                .firstValue("content-type")
                .orElse("")
                .split(";", 2)[0]
                .strip();
        if (content.isEmpty()) {
            return reply.bytes().length == 0 ? List.of() : List.of("has a body with " + reply.status());
        }
        if (!content.has(type)) {
            return List.of("answers " + reply.status() + " with \"" + type + "\", which the document does not declare");
        }
        if (!type.endsWith("json")) {
            return List.of();
        }
        List<String> violations = new ArrayList<>();
        try {
            // As text: around what was sent an answer has levels of its own.
            JsonNode json = StrictJson.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(reply.bytes()))
                    .toString());
            Schemas.violations(schema(operation.document(), content.path(type).path("schema")), json)
                    .forEach(violation -> violations.add("answers " + reply.status() + " against its schema: "
                            + violation.field() + " " + violation.message()));
        } catch (CharacterCodingException e) {
            violations.add("answers " + reply.status() + " with what is no UTF-8");
        } catch (ApiException e) {
            violations.add("answers " + reply.status() + " with what is no JSON: " + e.errors());
        }
        return violations;
    }

    private Schema schema(ApiDocument document, JsonNode declared) {
        ObjectNode key = StrictJson.NODES.objectNode().put("family", document.family());
        return compiled.computeIfAbsent(key.set("schema", declared), unknown -> {
            ObjectNode schema = closed(declared, true);
            schema.set("$defs", definitions.computeIfAbsent(document, AnswerRules::definitions));
            return Schemas.compile(schema);
        });
    }

    /** Every schema of a document twice: as an object by itself, and as a part of one. */
    private static ObjectNode definitions(ApiDocument document) {
        ObjectNode definitions = StrictJson.NODES.objectNode();
        document.schemas().properties().forEach(schema -> {
            definitions.set(schema.getKey(), closed(schema.getValue(), true));
            definitions.set(schema.getKey() + OPEN, closed(schema.getValue(), false));
        });
        return definitions;
    }

    /**
     * A schema whose objects have no other members than the declared ones, unless it says that they have.
     *
     * @param isWhole whether it describes values by itself; else it is a part of a schema that does
     */
    private static ObjectNode closed(JsonNode schema, boolean isWhole) {
        ObjectNode closed = schema.deepCopy();
        closed.remove(List.of("example", "x-enum-descriptions"));
        String name = ApiDocument.nameOf(schema);
        if (!name.isEmpty()) {
            closed.put("$ref", "#/$defs/" + name + (isWhole ? "" : OPEN));
        }
        for (String single : List.of("items", "additionalProperties")) {
            if (closed.path(single).isObject()) {
                closed.set(single, closed(closed.get(single), true));
            }
        }
        schema.path("properties")
                .properties()
                .forEach(member ->
                        closed.withObject("/properties").set(member.getKey(), closed(member.getValue(), true)));
        boolean isMixed = schema.has("properties") || schema.has("allOf");
        for (String several : List.of("allOf", "anyOf", "oneOf")) {
            if (schema.has(several)) {
                closed.putArray(several);
                schema.path(several)
                        .forEach(part -> closed.withArray("/" + several)
                                .add(closed(part, isWhole && !isMixed && !several.equals("allOf"))));
            }
        }
        boolean isObject = isMixed || schema.path("type").toString().contains("object");
        if (isWhole && isObject && !schema.has("additionalProperties")) {
            closed.put("unevaluatedProperties", false);
        }
        return closed;
    }
}
