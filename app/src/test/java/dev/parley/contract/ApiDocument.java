package dev.parley.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.testing.Client;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The OpenAPI document of one family, as it is served. */
public final class ApiDocument {

    private static final Pattern SERVED = Pattern.compile("'/openapi/([a-z0-9-]+)\\.json'");
    private static final String SCHEMAS = "#/components/schemas/";

    private final String family;
    private final JsonNode json;
    private final String base;
    private final List<ApiOperation> operations = new ArrayList<>();
    private final Map<JsonNode, JsonNode> resolved = Collections.synchronizedMap(new IdentityHashMap<>());

    ApiDocument(String family, JsonNode json) {
        this.family = family;
        this.json = json;
        json.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new ApiOperation(
                                this,
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue()))));
        this.base = base();
    }

    /** The documents of all families that the docs page of a service has. */
    public static List<ApiDocument> served(Client anonymous) {
        return SERVED.matcher(anonymous.get("/docs").text())
                .results()
                .map((MatchResult served) -> new ApiDocument(
                        served.group(1),
                        anonymous.get("/openapi/" + served.group(1) + ".json").expect(200)))
                .toList();
    }

    /** The id of the family. */
    public String family() {
        return family;
    }

    public List<ApiOperation> operations() {
        return List.copyOf(operations);
    }

    JsonNode schemas() {
        return json.path("components").path("schemas");
    }

    /** Whether a target is below the path that all operations begin with. */
    boolean isBelowBase(String target) {
        return target.startsWith(base);
    }

    private String base() {
        String base = operations.get(0).path();
        for (ApiOperation operation : operations) {
            while (!operation.path().startsWith(base + "/")) {
                base = base.substring(0, base.lastIndexOf('/'));
            }
        }
        return base + "/";
    }

    /** The header that shows a key: its name and its value. */
    Map.Entry<String, String> credential(String key) {
        String name = json.path("security").path(0).fieldNames().next();
        JsonNode scheme = json.path("components").path("securitySchemes").path(name);
        String kind = scheme.path("type").asText() + " "
                + scheme.path(scheme.has("scheme") ? "scheme" : "in").asText();
        return switch (kind) {
            case "apiKey header" -> Map.entry(scheme.path("name").asText(), key);
            case "http bearer" -> Map.entry("Authorization", "Bearer " + key);
            default -> throw new IllegalStateException("Nobody knows how to show a key by " + scheme);
        };
    }

    /** The name of the schema that another one refers to; empty when it stands for itself. */
    static String nameOf(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.startsWith(SCHEMAS) ? reference.substring(SCHEMAS.length()) : "";
    }

    /** The name of the schema that a schema leads to in the end, or another name when it stands for itself. */
    String nameOf(JsonNode schema, String otherwise) {
        String name = nameOf(schema);
        return name.isEmpty() ? otherwise : nameOf(schemas().path(name), name);
    }

    /**
     * A schema in one piece: references and {@code allOf} are taken in, and of a choice between a schema and null the schema stays.
     */
    JsonNode resolved(JsonNode schema) {
        JsonNode known = resolved.get(schema);
        if (known == null) {
            known = schema instanceof ObjectNode given ? whole(given) : schema;
            resolved.put(schema, known);
        }
        return known;
    }

    private ObjectNode whole(ObjectNode given) {
        ObjectNode whole = given.objectNode();
        String name = nameOf(given);
        if (!name.isEmpty()) {
            if (!schemas().has(name)) {
                throw new IllegalStateException("The document of " + family + " has no schema " + name);
            }
            take(resolved(schemas().path(name)), whole);
        }
        given.path("allOf").forEach(part -> take(resolved(part), whole));
        for (JsonNode choice : given.path("anyOf")) {
            if (!choice.path("type").asText().equals("null")) {
                take(resolved(choice), whole);
                break;
            }
        }
        take(given, whole);
        whole.remove(List.of("$ref", "allOf", "anyOf"));
        return whole;
    }

    private static void take(JsonNode part, ObjectNode whole) {
        part.properties().forEach(keyword -> {
            JsonNode present = whole.get(keyword.getKey());
            if (present instanceof ObjectNode members && keyword.getKey().equals("properties")) {
                members.setAll((ObjectNode) keyword.getValue().deepCopy());
            } else if (present instanceof ArrayNode names && keyword.getKey().equals("required")) {
                names.addAll((ArrayNode) keyword.getValue());
            } else {
                whole.set(keyword.getKey(), keyword.getValue().deepCopy());
            }
        });
    }
}
