package dev.parley.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.contract.ApiRequest.Place;
import dev.parley.contract.ApiRequest.Reference;
import dev.parley.core.json.StrictJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Valid values for one request, from the schemas of the document and {@link Origins}: what must be there, what names something, and of
 * what need not be there as much as the {@link Taste} wants.
 */
final class Values {

    private final ApiDocument document;
    private final Scene scene;
    private final Taste taste;
    private final List<Reference> references = new ArrayList<>();

    Values(ApiDocument document, Scene scene, Taste taste) {
        this.document = document;
        this.scene = scene;
        this.taste = taste;
    }

    /** What names something in all that was made so far. */
    List<Reference> references() {
        return references;
    }

    /** A body. */
    JsonNode body(JsonNode schema) {
        return value(schema, "", Place.BODY, "");
    }

    /** A parameter, as text. */
    Optional<String> parameter(String about, JsonNode parameter) {
        boolean isNeeded = parameter.path("required").asBoolean();
        String name = parameter.path("name").asText();
        return isWanted(isNeeded, about)
                ? Optional.of(value(parameter.path("schema"), about, Place.QUERY, name)
                        .asText())
                : Optional.empty();
    }

    /** Whether a member is there: what the table has a value for always is, and so is the name of something unless that has to be made. */
    private boolean isWanted(boolean isNeeded, String about) {
        Origins origins = scene.origins();
        if (isNeeded) {
            return true;
        }
        if (origins.find(Origins.Valid.class, about).isPresent()) {
            return taste.takesKnown();
        }
        return origins.find(Origins.Names.class, about).isPresent()
                ? !scene.isMaking() && taste.takesNames()
                : taste.takes();
    }

    /**
     * @param given the schema
     * @param about how {@link Origins} calls the value, unless the schema has a name
     * @param at where the value stands
     */
    private JsonNode value(JsonNode given, String about, Place place, String at) {
        String name = document.nameOf(given, about);
        Origins origins = scene.origins();
        Optional<Origins.Valid> valid = origins.find(Origins.Valid.class, about);
        if (valid.isPresent() && taste.takesKnown()) {
            return valid.get().json();
        }
        Optional<Origins.Names> names = origins.find(Origins.Names.class, about);
        if (names.isPresent()) {
            references.add(new Reference(place, at, names.get().resource(), false));
            return TextNode.valueOf(scene.nameOf(names.get().resource()));
        }
        Optional<Origins.NamesNew> namesNew = origins.find(Origins.NamesNew.class, about);
        if (namesNew.isPresent()) {
            references.add(new Reference(place, at, namesNew.get().resource(), true));
            return TextNode.valueOf(scene.freeName(namesNew.get().resource()));
        }
        JsonNode schema = document.resolved(given);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return taste.oneOf(schema.get("enum"));
        }
        if (!schema.path("default").asText().isEmpty() && taste.takesKnown()) {
            return schema.get("default");
        }
        JsonNode types = schema.path("type");
        if (types.isArray()) {
            if (types.size() > 1 && types.toString().contains("\"null\"") && taste.takesNull()) {
                return StrictJson.NODES.nullNode();
            }
            types = types.path(0);
        }
        return switch (types.asText()) {
            case "object" -> object(schema, name, place, at);
            case "array" -> array(schema, name, place, at);
            case "string" -> text(schema, about);
            case "integer" -> taste.integer(schema);
            case "number" -> taste.number(schema);
            case "boolean" -> StrictJson.NODES.booleanNode(taste.flag());
            case "null" -> StrictJson.NODES.nullNode();
            default -> taste.anything();
        };
    }

    private ObjectNode object(JsonNode schema, String name, Place place, String at) {
        ObjectNode object = StrictJson.NODES.objectNode();
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(member -> required.add(member.asText()));
        schema.path("properties").properties().forEach(property -> {
            String about = name + "." + property.getKey();
            if (isWanted(required.contains(property.getKey()), about)) {
                object.set(property.getKey(), value(property.getValue(), about, place, at + "/" + property.getKey()));
            }
        });
        if (object.isEmpty() && taste.wantsSomething()) {
            addOne(object, schema, name, place, at);
        }
        JsonNode more = schema.path("additionalProperties");
        if (more.isObject()) {
            for (String key : taste.keys()) {
                if (!object.has(key)) {
                    object.set(key, value(more, name + "{}", place, at + "/" + key));
                }
            }
        }
        return object;
    }

    /** A body without a member would ask for nothing. */
    private void addOne(ObjectNode object, JsonNode schema, String name, Place place, String at) {
        for (var property : schema.path("properties").properties()) {
            String about = name + "." + property.getKey();
            boolean isPlain = !document.resolved(property.getValue())
                    .path("type")
                    .asText()
                    .matches("object|array");
            if (isPlain
                    && scene.origins().find(Origins.NamesNothing.class, about).isEmpty()) {
                object.set(property.getKey(), value(property.getValue(), about, place, at + "/" + property.getKey()));
                return;
            }
        }
    }

    private ArrayNode array(JsonNode schema, String name, Place place, String at) {
        ArrayNode array = StrictJson.NODES.arrayNode();
        int size = taste.size(
                schema.path("minItems").asInt(0), schema.path("maxItems").asInt(Integer.MAX_VALUE));
        for (int i = 0; i < size; i++) {
            array.add(value(schema.path("items"), name + "[]", place, at + "/" + i));
        }
        return array;
    }

    private JsonNode text(JsonNode schema, String about) {
        int min = schema.path("minLength").asInt(0);
        int max = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        String text = switch (schema.path("format").asText()) {
            case "" -> taste.text(min, max);
            case "date-time" -> taste.moment();
            case "uri" -> "https://example.com/" + taste.word();
            default ->
                throw new CannotPlaceException(
                        about + " has the format " + schema.path("format").asText());
        };
        if (schema.has("pattern")) {
            Pattern pattern = Pattern.compile(schema.path("pattern").asText());
            if (!pattern.matcher(text).find()) {
                text = taste.word();
            }
            if (!pattern.matcher(text).find()) {
                throw new CannotPlaceException(about + " must match " + pattern);
            }
        }
        return TextNode.valueOf(text);
    }
}
