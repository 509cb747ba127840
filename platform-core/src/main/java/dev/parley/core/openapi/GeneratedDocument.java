package dev.parley.core.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.micronaut.http.HttpStatus;
import java.util.List;

/**
 * Straightens what micronaut-openapi 6.20 generates for OpenAPI 3.1: it leaves {@code type: object} out, and the type of an enum in a
 * parameter, repeats attributes of its annotations as members, and writes whatever is {@code @Nullable} as {@code [T, "null",
 * "object"]}. With us {@code @Nullable} means that a member may be absent; one that can be null on the wire carries the extension
 * {@code x-nullable}, and a map whose values can be null {@code x-nullable-values}.
 */
final class GeneratedDocument {

    private static final String NULLABLE = "x-nullable";
    private static final String NULLABLE_VALUES = "x-nullable-values";
    private static final String ANY_VALUE = "additionalProperties";

    private GeneratedDocument() {}

    /** Straightens a document in place. */
    static void straighten(JsonNode document) {
        document.path("components").path("schemas").forEach(GeneratedDocument::schema);
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    operation.path("parameters").forEach(parameter -> {
                        schema(parameter.path("schema"));
                        ((ObjectNode) parameter).remove("explode");
                    });
                    content(operation.path("requestBody"));
                    operation.path("responses").properties().forEach(response -> {
                        content(response.getValue());
                        describe(response.getKey(), (ObjectNode) response.getValue());
                    });
                }));
    }

    private static void content(JsonNode body) {
        body.path("content").forEach(media -> schema(media.path("schema")));
    }

    private static void schema(JsonNode node) {
        if (!(node instanceof ObjectNode schema)) {
            return;
        }
        schema.path("properties").forEach(GeneratedDocument::schema);
        schema(schema.path("items"));
        schema(schema.path(ANY_VALUE));
        for (String combination : List.of("allOf", "anyOf", "oneOf")) {
            schema.path(combination).forEach(GeneratedDocument::schema);
        }
        boolean nullable = take(schema, NULLABLE);
        boolean nullableValues = take(schema, NULLABLE_VALUES);
        JsonNode defaultValue = schema.remove("defaultValue");
        if (defaultValue != null && !schema.has("default")) {
            schema.set("default", defaultValue);
        }
        schema.remove("allowableValues");
        schema.remove("exampleSetFlag");
        schema.remove("x-enum-varnames");
        if (schema.path("format").asText("-").isEmpty()
                || schema.path("format").asText().equals("int32")) {
            schema.remove("format");
        }
        type(schema);
        unwrap(schema);
        if (nullable) {
            allowNull(schema);
        }
        if (nullableValues) {
            allowNull((ObjectNode) schema.path(ANY_VALUE));
        }
    }

    private static boolean take(ObjectNode schema, String extension) {
        JsonNode value = schema.remove(extension);
        return value != null && value.asBoolean();
    }

    /** Leaves the one type that is meant. */
    private static void type(ObjectNode schema) {
        String meant = "";
        JsonNode types = schema.path("type");
        for (JsonNode type : types.isArray() ? types : schema.arrayNode().add(types)) {
            if (type instanceof TextNode
                    && !type.asText().equals("null")
                    && !type.asText().equals("object")) {
                meant = type.asText();
            }
        }
        boolean isObject = schema.path("properties").isObject()
                || schema.has(ANY_VALUE)
                || types.asText().equals("object")
                || (types.isArray() && meant.isEmpty());
        if (!meant.isEmpty()) {
            schema.put("type", meant);
        } else if (isObject) {
            schema.put("type", "object");
        } else if (schema.path("enum").path(0).isTextual()) {
            schema.put("type", "string");
        } else {
            schema.remove("type");
        }
    }

    /** An {@code allOf} of one reference is that reference. */
    private static void unwrap(ObjectNode schema) {
        if (schema.get("allOf") instanceof ArrayNode parts
                && parts.size() == 1
                && parts.get(0).has("$ref")) {
            schema.remove("allOf");
            schema.set("$ref", parts.get(0).get("$ref"));
        }
    }

    private static void allowNull(ObjectNode schema) {
        JsonNode reference = schema.remove("$ref");
        if (reference != null) {
            ArrayNode choices = schema.putArray("anyOf");
            choices.addObject().set("$ref", reference);
            choices.addObject().put("type", "null");
        } else if (schema.path("type").isTextual()) {
            String type = schema.path("type").textValue();
            schema.putArray("type").add(type).add("null");
        }
    }

    private static void describe(String status, ObjectNode response) {
        if (response.path("description").asText().endsWith(" " + status + " response")) {
            response.put(
                    "description", HttpStatus.valueOf(Integer.parseInt(status)).getReason());
        }
    }
}
