package dev.parley.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one spelling of a JSON value on which equality rests: members sorted by the UTF-16 code units of their names, no white space,
 * the shortest escapes, as in RFC 8785; but numbers are exact, not doubles, so {@code 1.50} stays {@code 1.50}.
 */
public final class CanonicalJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private CanonicalJson() {}

    /** The canonical text of a value. */
    public static String text(JsonNode value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A value with the members of all its objects in canonical order, as its canonical text would be read; the value is not changed. */
    public static JsonNode ordered(JsonNode value) {
        if (value.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), ordered(member.getValue())));
            return StrictJson.NODES.objectNode().setAll(members);
        }
        if (value.isArray()) {
            ArrayNode items = StrictJson.NODES.arrayNode(value.size());
            value.forEach(item -> items.add(ordered(item)));
            return items;
        }
        return value;
    }

    private static void write(JsonNode value, JsonGenerator generator) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                Map<String, JsonNode> members = new TreeMap<>();
                value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
                generator.writeStartObject();
                for (Map.Entry<String, JsonNode> member : members.entrySet()) {
                    generator.writeFieldName(member.getKey());
                    write(member.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                for (JsonNode item : value) {
                    write(item, generator);
                }
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(value.textValue());
            case NUMBER -> {
                if (value.isIntegralNumber()) {
                    generator.writeNumber(value.bigIntegerValue());
                } else {
                    generator.writeNumber(value.decimalValue());
                }
            }
            case BOOLEAN -> generator.writeBoolean(value.booleanValue());
            case NULL -> generator.writeNull();
            default -> throw new IllegalArgumentException("Not a JSON value: " + value.getNodeType());
        }
    }
}
