package dev.parley.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.config.DeserializationConfiguration;
import io.micronaut.serde.config.SerdeConfiguration;
import io.micronaut.serde.config.SerializationConfiguration;
import io.micronaut.serde.config.annotation.SerdeConfig;
import io.micronaut.serde.jackson.JacksonJsonMapper;
import io.micronaut.serde.jackson.JacksonObjectMapper;
import io.micronaut.serde.jackson.SerdeJacksonConfiguration;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/**
 * Writes and binds the records of the wire. It has settings of its own, so what is on the wire never depends on the JSON settings of
 * the application it runs in: every member is written, null and empty ones too.
 */
@Singleton
public final class Json {

    private final ObjectMapper mapper;

    Json(JacksonJsonMapper host) {
        JacksonObjectMapper plain = host.cloneWithConfiguration(new SerdeJacksonConfiguration());
        this.mapper = plain.cloneWithConfiguration(new Settings(), new WriteEverything(), new ReadLeniently());
    }

    /** The UTF-8 bytes of a value: a tree as it is, a record or a list of them with every member. */
    public byte[] write(Object value) {
        if (value instanceof JsonNode tree) {
            return tree.toString().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return mapper.writeValueAsBytes(value);
        } catch (IOException e) {
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
            T value = mapper.readValue(tree.toString().getBytes(StandardCharsets.UTF_8), type);
            if (value == null) {
                throw new IllegalArgumentException("null is not a " + type);
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("A validated value does not bind to " + type, e);
        }
    }

    /** Serde's defaults, spelled out because the host may have changed its own. */
    private record Settings() implements SerdeConfiguration {
        @Override
        public Optional<String> getDateFormat() {
            return Optional.empty();
        }

        @Override
        public TimeShape getTimeWriteShape() {
            return TimeShape.STRING;
        }

        @Override
        public NumericTimeUnit getNumericTimeUnit() {
            return NumericTimeUnit.SECONDS;
        }

        @Override
        public boolean isWriteBinaryAsArray() {
            return false;
        }

        @Override
        public Optional<Locale> getLocale() {
            return Optional.empty();
        }

        @Override
        public Optional<TimeZone> getTimeZone() {
            return Optional.empty();
        }

        @Override
        public List<String> getIncludedIntrospectionPackages() {
            return List.of("io.micronaut");
        }

        @Override
        public int getMaximumNestingDepth() {
            return 1024;
        }
    }

    private record WriteEverything() implements SerializationConfiguration {
        @Override
        public SerdeConfig.SerInclude getInclusion() {
            return SerdeConfig.SerInclude.ALWAYS;
        }

        @Override
        public boolean isAlwaysSerializeErrorsAsList() {
            return false;
        }
    }

    /** Strictness comes from the schema, before binding. */
    private record ReadLeniently() implements DeserializationConfiguration {
        @Override
        public boolean isIgnoreUnknown() {
            return true;
        }

        @Override
        public int getArraySizeThreshold() {
            return 100;
        }

        @Override
        public boolean isStrictNullable() {
            return false;
        }
    }
}
