package dev.parley.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The structure of an OpenAPI document as single facts, without what is only prose or a matter of naming: references are resolved, and
 * a map of anything is an open object. The format is that of the tables in the modules' {@code contract} folders, which say it in their
 * first lines. A keyword that is not known here becomes a fact as it stands, so that nothing is overlooked.
 */
public final class OpenApiFacts {

    private static final String ERROR = "#/components/schemas/Error";
    private static final String SHARED = "-";
    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");
    private static final Set<String> PROSE = Set.of("description", "title", "example", "examples");

    private final Map<Place, Set<String>> facts = new TreeMap<>();
    private final JsonNode document;

    private OpenApiFacts(JsonNode document) {
        this.document = document;
    }

    /** Where a fact holds. */
    public record Place(String operation, String part, String member) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return operation + " | " + part + " | " + member;
        }
    }

    /** What holds where, in a table of facts. */
    public static Map<Place, Set<String>> ofTable(List<String> lines) {
        Map<Place, Set<String>> facts = new TreeMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] columns = line.split("\t", -1);
            if (columns.length != 4) {
                throw new IllegalArgumentException("Not four columns: " + line);
            }
            Set<String> holds = new TreeSet<>(List.of(columns[3].split(" ")));
            if (facts.put(new Place(columns[0], columns[1], columns[2]), holds) != null) {
                throw new IllegalArgumentException("Twice: " + line);
            }
        }
        return facts;
    }

    /** What holds where, in an OpenAPI 3.1 document. */
    public static Map<Place, Set<String>> ofDocument(JsonNode document) {
        OpenApiFacts facts = new OpenApiFacts(document);
        facts.schema("Error", SHARED, "", document.at(ERROR.substring(1)), Set.of());
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        String operation = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                        facts.parameters(operation, path.getValue().path("parameters"));
                        facts.operation(operation, method.getValue());
                    }
                }));
        return facts.facts;
    }

    /** What holds where in one schema of an OpenAPI 3.1 document. */
    public static Map<Place, Set<String>> ofSchema(JsonNode document, String name) {
        OpenApiFacts facts = new OpenApiFacts(document);
        facts.schema(
                name, SHARED, "", document.path("components").path("schemas").path(name), Set.of());
        return facts.facts;
    }

    private void operation(String operation, JsonNode declared) {
        declared.path("tags")
                .forEach(tag ->
                        add(operation, "operation", "", "tag=" + tag.asText().replace(' ', '-')));
        parameters(operation, declared.path("parameters"));
        if (declared.has("requestBody")) {
            body(operation, "request", declared.path("requestBody"));
        }
        declared.path("responses")
                .properties()
                .forEach(response -> body(operation, "response " + response.getKey(), response.getValue()));
    }

    private void parameters(String operation, JsonNode parameters) {
        for (JsonNode declared : parameters) {
            String reference = declared.path("$ref").asText();
            JsonNode parameter = reference.isEmpty() ? declared : document.at(reference.substring(1));
            Set<String> more = new TreeSet<>();
            parameter.properties().forEach(attribute -> {
                switch (attribute.getKey()) {
                    case "name", "in", "schema", "description" -> {}
                    case "required" -> more.addAll(attribute.getValue().asBoolean() ? Set.of("required") : Set.of());
                    default -> more.add(attribute.getKey() + "=" + attribute.getValue());
                }
            });
            schema(
                    operation,
                    parameter.path("in").asText(),
                    parameter.path("name").asText(),
                    parameter.path("schema"),
                    more);
        }
    }

    private void body(String operation, String part, JsonNode declared) {
        Set<String> more = new TreeSet<>();
        if (declared.path("required").asBoolean()) {
            more.add("required");
        }
        if (declared.path("content").isEmpty()) {
            more.add("no-body");
            add(operation, part, "", more);
        }
        declared.path("content").properties().forEach(media -> {
            add(operation, part, "", "media=" + media.getKey());
            schema(operation, part, "", media.getValue().path("schema"), more);
        });
    }

    private void schema(String operation, String part, String member, JsonNode declared, Set<String> more) {
        Set<String> holds = new TreeSet<>(more);
        if (declared.path("$ref").asText().equals(ERROR)) {
            holds.add("schema=Error");
            add(operation, part, member, holds);
            return;
        }
        ObjectNode schema = resolved(declared);
        if (!schema.has("type")) {
            holds.add("type=any");
        }
        Set<String> required = new TreeSet<>();
        schema.properties().forEach(keyword -> {
            JsonNode value = keyword.getValue();
            switch (keyword.getKey()) {
                case "properties" ->
                    value.properties()
                            .forEach(property -> schema(
                                    operation,
                                    part,
                                    member.isEmpty() ? property.getKey() : member + "." + property.getKey(),
                                    property.getValue(),
                                    Set.of()));
                case "required" -> value.forEach(name -> required.add(name.asText()));
                case "items" -> schema(operation, part, member + "[]", value, Set.of());
                case "additionalProperties" -> {
                    if (value.isObject() && !value.isEmpty()) {
                        schema(operation, part, member + "{}", value, Set.of());
                    } else if (value.isBoolean() && !value.booleanValue()) {
                        holds.add("closed");
                    }
                }
                case "type" -> holds.add("type=" + String.join("|", types(value)));
                case "enum" -> holds.add("enum=" + String.join(",", texts(value)));
                case "default" -> holds.add("default=" + value);
                default -> {
                    if (!PROSE.contains(keyword.getKey())) {
                        holds.add(keyword.getKey() + "=" + (value.isTextual() ? value.asText() : value.toString()));
                    }
                }
            }
        });
        add(operation, part, member, holds);
        for (String name : required) {
            add(operation, part, member.isEmpty() ? name : member + "." + name, "required");
        }
    }

    /**
     * The schema without references; a choice between one schema and null is that schema with null as a type, and what must fit one
     * schema is that schema.
     */
    private ObjectNode resolved(JsonNode declared) {
        if (!(declared instanceof ObjectNode given)) {
            throw new IllegalArgumentException("Not a schema: " + declared);
        }
        ObjectNode schema = given.deepCopy();
        JsonNode reference = schema.remove("$ref");
        if (reference != null) {
            String target = reference.asText();
            if (!target.startsWith("#") || document.at(target.substring(1)).isMissingNode()) {
                throw new IllegalArgumentException("There is no " + target);
            }
            return merged(resolved(document.at(target.substring(1))), schema);
        }
        if (schema.get("allOf") instanceof ArrayNode parts && parts.size() == 1) {
            schema.remove("allOf");
            return merged(resolved(parts.get(0)), schema);
        }
        if (schema.get("anyOf") instanceof ArrayNode choices && choices.size() == 2) {
            List<JsonNode> others = new ArrayList<>();
            choices.forEach(choice -> {
                if (!choice.path("type").asText().equals("null")) {
                    others.add(choice);
                }
            });
            if (others.size() == 1) {
                schema.remove("anyOf");
                ObjectNode one = resolved(others.get(0));
                List<String> types = types(one.path("type"));
                types.add("null");
                types.forEach(one.putArray("type")::add);
                return merged(one, schema);
            }
        }
        return schema;
    }

    /** What stands beside a reference goes before what is referred to. */
    private static ObjectNode merged(ObjectNode referred, ObjectNode beside) {
        referred.setAll(beside);
        return referred;
    }

    private static List<String> types(JsonNode type) {
        List<String> types = type.isArray() ? texts(type) : new ArrayList<>(List.of(type.asText()));
        if (types.remove("null")) {
            types.add("null");
        }
        return types;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        Collections.sort(texts);
        return texts;
    }

    private void add(String operation, String part, String member, String holds) {
        add(operation, part, member, Set.of(holds));
    }

    private void add(String operation, String part, String member, Set<String> holds) {
        facts.computeIfAbsent(new Place(operation, part, member.isEmpty() ? "." : member), place -> new TreeSet<>())
                .addAll(holds);
    }
}
