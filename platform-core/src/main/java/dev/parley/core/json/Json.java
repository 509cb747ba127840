package dev.parley.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.core.type.Argument;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes and binds the records of the wire: every member is written, null and empty ones too. It has a mapper of its own that is no
 * bean, so what is on the wire never depends on the JSON library or settings of the application it runs in, nor do those on us.
 */
@Singleton
public final class Json {

    /** Strictness comes from the schema, before binding. */
    private final ObjectMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The UTF-8 bytes of a value: a tree as it is, a record or a list of them with every member. */
    public byte[] write(Object value) {
        if (value instanceof JsonNode tree) {
            return tree.toString().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tree of a record. */
    public JsonNode tree(Object value) {
        return StrictJson.parse(new String(write(value), StandardCharsets.UTF_8));
    }

    /**
     * A record with the values of a tree that was validated before; binding itself checks nothing.
     *
     * @throws IllegalArgumentException when the tree does not fit the record
     */
    public <T> T bind(JsonNode tree, Class<T> type) {
        return bind(tree, Argument.of(type));
    }

    /** The same for a type with arguments. */
    public <T> T bind(JsonNode tree, Argument<T> type) {
        try {
            T value = mapper.treeToValue(tree, mapper.constructType(type.asType()));
            if (value == null) {
                throw new IllegalArgumentException("null is not a " + type);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A validated value does not bind to " + type, e);
        }
    }
}
