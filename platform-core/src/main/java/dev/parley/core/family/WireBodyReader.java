package dev.parley.core.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.error.ErrorCode;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.Json;
import dev.parley.core.json.JsonBody;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import dev.parley.core.openapi.BodySchemas;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.io.buffer.ReferenceCounted;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.http.codec.CodecException;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies that are marked with {@link WireBody}, and no others: bytes to a strict tree, the tree against the schema that the
 * OpenAPI document shows, and only then into the record.
 */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
@Consumes(MediaType.APPLICATION_JSON)
final class WireBodyReader<T> implements MessageBodyReader<T> {

    private final BodySchemas schemas;
    private final Json json;
    private final int maxBytes;

    WireBodyReader(
            BodySchemas schemas,
            Json json,
            @Property(name = "parley.max-body-bytes", defaultValue = "1048576") int maxBytes) {
        this.schemas = schemas;
        this.json = json;
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean isReadable(Argument<T> type, MediaType mediaType) {
        return WireBody.class.isAssignableFrom(type.getType()) || type.getType() == JsonBody.class;
    }

    @Override
    public @Nullable T read(Argument<T> type, MediaType mediaType, Headers headers, ByteBuffer<?> buffer) {
        @Nullable T value = read(type, buffer.toByteArray());
        // When reading fails, whoever called releases the buffer.
        if (buffer instanceof ReferenceCounted counted) {
            counted.release();
        }
        return value;
    }

    @Override
    public @Nullable T read(Argument<T> type, MediaType mediaType, Headers headers, InputStream input)
            throws CodecException {
        try (input) {
            return read(type, input.readNBytes(maxBytes + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // the argument says that T is a JsonBody
    private @Nullable T read(Argument<T> type, byte[] bytes) {
        if (bytes.length == 0) {
            // A body of unknown length turned out to be none.
            if (type.isNullable()) {
                return null;
            }
            throw ApiException.invalid("", "is required");
        }
        if (bytes.length > maxBytes) {
            throw CoreError.BODY_TOO_LARGE.exception("The request body is larger than " + maxBytes + " bytes");
        }
        Exchange exchange = Exchange.of(ServerRequestContext.currentRequest().orElseThrow());
        exchange.setBody(bytes);
        JsonNode tree = StrictJson.parse(bytes);
        boolean isTree = type.getType() == JsonBody.class;
        Class<?> body = isTree ? type.getFirstTypeVariable().orElseThrow().getType() : type.getType();
        List<FieldError> violations = schemas.violations(exchange.family(), body, tree);
        if (!violations.isEmpty()) {
            throw ApiException.invalid(code(body, violations), CoreError.VALIDATION.message(), violations);
        }
        return isTree ? (T) new JsonBody<>(tree) : json.bind(tree, type);
    }

    /** The code of a body that violates its schema. */
    static ErrorCode code(Class<?> body, List<FieldError> violations) {
        Set<String> codes = new HashSet<>();
        ValidationCode ofType = body.getAnnotation(ValidationCode.class);
        for (FieldError violation : violations) {
            String component = violation.field().split("\\.", 2)[0];
            String code = Stream.of(body.getRecordComponents())
                    .filter(candidate -> candidate.getName().equals(component))
                    .map(candidate -> candidate.getAnnotation(ValidationCode.class))
                    .filter(Objects::nonNull)
                    .map(ValidationCode::value)
                    .findFirst()
                    .orElse(ofType == null ? "" : ofType.value());
            codes.add(code);
        }
        String code = codes.size() == 1 ? codes.iterator().next() : ofType == null ? "" : ofType.value();
        return code.isEmpty() ? CoreError.VALIDATION : new Invalid(code);
    }

    /** A violation of the schema under a code of the body's own. */
    private record Invalid(String code) implements ErrorCode {
        @Override
        public int status() {
            return CoreError.VALIDATION.status();
        }

        @Override
        public String message() {
            return CoreError.VALIDATION.message();
        }
    }
}
