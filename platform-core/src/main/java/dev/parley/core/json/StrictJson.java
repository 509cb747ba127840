package dev.parley.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.error.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads JSON the way RFC 8259 section 4 and I-JSON (RFC 7493) recommend: UTF-8 only, one value, no duplicate member names, no
 * unpaired surrogates; numbers keep their exact value. U+0000 is refused as well, because PostgreSQL cannot store it in text.
 */
public final class StrictJson {

    /** How deep arrays and objects may be nested in what a caller sends. */
    public static final int MAX_DEPTH = 64;

    /** The same in what is made of that: a stored document, or a published one, has levels around what was sent. */
    private static final int MAX_STORED_DEPTH = 2 * MAX_DEPTH;

    /** How many digits a number may have, and how large its exponent may be. */
    private static final int MAX_DIGITS = 1_000;

    /** The longest that the canonical form spells a number of {@link #MAX_DIGITS}. */
    private static final int MAX_SPELLING = 2 * MAX_DIGITS + 100;

    /** Makes nodes; it keeps numbers exactly as they are given, {@code 1.50} included. */
    public static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonFactory SENT = factory(MAX_DEPTH);
    private static final JsonFactory STORED = factory(MAX_STORED_DEPTH);

    private StrictJson() {}

    private static JsonFactory factory(int depth) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxNumberLength(MAX_SPELLING)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /**
     * Reads one JSON value as it was sent.
     *
     * @throws ApiException {@link CoreError#MALFORMED_BODY} with the place when the bytes are not one strict JSON value
     */
    public static JsonNode parse(byte[] utf8) {
        return parse(SENT, decode(utf8));
    }

    /** The same for text that is already decoded, such as a stored document, which may be nested deeper. */
    public static JsonNode parse(String text) {
        return parse(STORED, text);
    }

    private static JsonNode parse(JsonFactory factory, String text) {
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() == null) {
                throw malformed("", "is empty");
            }
            JsonNode value = new Reader(parser).value();
            if (parser.nextToken() != null) {
                throw malformed("", "has text after the JSON value, at " + place(parser));
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw malformed(
                    "",
                    "is nested deeper than " + MAX_DEPTH + " levels or holds a number of more than " + MAX_DIGITS
                            + " digits");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw malformed(
                    "",
                    at == null
                            ? "is not valid JSON"
                            : "is not valid JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decode(byte[] utf8) {
        try {
            CharBuffer chars = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8));
            return chars.toString();
        } catch (CharacterCodingException e) {
            throw malformed("", "is not valid UTF-8");
        }
    }

    private static ApiException malformed(String field, String message) {
        return ApiException.invalid(
                CoreError.MALFORMED_BODY,
                CoreError.MALFORMED_BODY.message(),
                List.of(new FieldError(field, field.isEmpty() ? "the body " + message : message)));
    }

    private static String place(JsonParser parser) {
        var at = parser.currentTokenLocation();
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** Builds the tree token by token, so that an error can name the member it is in. */
    private static final class Reader {

        private final JsonParser parser;
        private final Deque<String> path = new ArrayDeque<>();

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        JsonNode value() throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> NODES.textNode(checked(parser.getText()));
                case VALUE_NUMBER_INT -> integer();
                case VALUE_NUMBER_FLOAT -> decimal();
                case VALUE_TRUE -> NODES.booleanNode(true);
                case VALUE_FALSE -> NODES.booleanNode(false);
                case VALUE_NULL -> NODES.nullNode();
                default -> throw malformed("", "is not valid JSON at " + place(parser));
            };
        }

        private JsonNode integer() throws IOException {
            if (parser.getTextLength() > MAX_DIGITS) {
                throw outOfRange();
            }
            return NODES.numberNode(parser.getBigIntegerValue());
        }

        private JsonNode decimal() throws IOException {
            try {
                BigDecimal value = parser.getDecimalValue();
                if (value.precision() <= MAX_DIGITS && Math.abs((long) value.scale()) <= MAX_DIGITS) {
                    return NODES.numberNode(value);
                }
            } catch (NumberFormatException e) {
                throw outOfRange();
            }
            throw outOfRange();
        }

        private ApiException outOfRange() {
            return malformed(String.join(".", path), "is a number with more than " + MAX_DIGITS + " digits");
        }

        private ObjectNode object() throws IOException {
            ObjectNode object = NODES.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = checked(parser.currentName());
                path.addLast(name);
                if (object.has(name)) {
                    throw malformed(String.join(".", path), "is given twice");
                }
                parser.nextToken();
                object.set(name, value());
                path.removeLast();
            }
            return object;
        }

        private ArrayNode array() throws IOException {
            ArrayNode array = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                path.addLast(Integer.toString(array.size()));
                array.add(value());
                path.removeLast();
            }
            return array;
        }

        private String checked(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == 0) {
                    throw malformed(String.join(".", path), "must not contain the character U+0000");
                }
                if (Character.isSurrogate(c)) {
                    boolean paired = Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
                    if (!paired) {
                        throw malformed(String.join(".", path), "must not contain an unpaired surrogate");
                    }
                    i++;
                }
            }
            return text;
        }
    }
}
