package dev.parley.core.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.error.FieldError;
import dev.parley.core.hash.Sha256;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.WireBody;
import dev.parley.core.openapi.BodySchemas;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads request bodies that are lines of JSON, as they come in: a body may be larger than the memory. A controller takes such a body as
 * {@code @Body InputStream} and says that it consumes {@link #MEDIA_TYPE}; to wait for what comes in, it needs a thread of its own
 * ({@code TaskExecutors.BLOCKING}).
 */
@Singleton
public final class JsonLines {

    /** NDJSON has no registered type; this one is in use. */
    public static final String MEDIA_TYPE = "application/x-ndjson";

    private static final int BUFFER = 64 * 1024;

    /** Lines are looked at by several threads, so many bytes of them at once. */
    private static final int AT_ONCE = 512 * 1024;

    private final BodySchemas schemas;
    private final int maxLineBytes;
    private final long maxBytes;

    JsonLines(
            BodySchemas schemas,
            @Property(name = "parley.max-body-bytes", defaultValue = "1048576") int maxLineBytes,
            @Property(name = "parley.max-import-bytes", defaultValue = "67108864") long maxBytes) {
        this.schemas = schemas;
        this.maxLineBytes = maxLineBytes;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads a body to its end. Each line is one strict JSON value that fits a schema; lines without anything are skipped.
     *
     * @param <T> what a line is made into
     * @param type the record whose schema in the OpenAPI document describes a line
     * @param making makes something of a line, on any thread; an {@link ApiException} of its own gets the place of the line
     * @param work gets what was made of each line, in their order, on this thread; with exceptions it is the same
     * @throws ApiException 400 with every field that is wrong in the first line that is, as {@code lines.12.name} of the 12th, or when
     *     there is no line; 413 when a line or the body is too large
     */
    public <T> void read(
            HttpRequest<?> request,
            InputStream body,
            Class<? extends WireBody> type,
            Function<JsonNode, T> making,
            Consumer<T> work) {
        Exchange exchange = Exchange.of(request);
        MessageDigest digest = Sha256.start();
        Lines<T> lines = new Lines<>(line -> making.apply(checked(exchange, type, line)), work);
        byte[] buffer = new byte[BUFFER];
        long received = 0;
        try (body) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                received += count;
                if (received > maxBytes) {
                    throw CoreError.BODY_TOO_LARGE.exception("The request body is larger than " + maxBytes + " bytes");
                }
                digest.update(buffer, 0, count);
                lines.take(buffer, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.finish();
        if (lines.none) {
            throw ApiException.invalid("", "must have at least one line");
        }
        // Who repeats the request with its Idempotency-Key sends the same bytes.
        exchange.setBody(digest.digest());
    }

    private JsonNode checked(Exchange exchange, Class<? extends WireBody> type, byte[] line) {
        JsonNode tree = StrictJson.parse(line);
        List<FieldError> violations = schemas.violations(exchange.family(), type, tree);
        if (!violations.isEmpty()) {
            throw ApiException.invalid(
                    WireBodyReader.code(type, violations), CoreError.VALIDATION.message(), violations);
        }
        return tree;
    }

    /** The lines as they come in. */
    private final class Lines<T> {
        private final Function<byte[], T> making;
        private final Consumer<T> work;
        private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
        private final List<Line> received = new ArrayList<>();
        private int bytes;
        private int number;
        private boolean none = true;

        Lines(Function<byte[], T> making, Consumer<T> work) {
            this.making = making;
            this.work = work;
        }

        private record Line(int number, byte[] text) {}

        void take(byte[] buffer, int count) {
            int from = 0;
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    append(buffer, from, i);
                    end();
                    from = i + 1;
                }
            }
            append(buffer, from, count);
        }

        private void append(byte[] buffer, int from, int to) {
            unfinished.write(buffer, from, to - from);
            if (unfinished.size() > maxLineBytes) {
                throw CoreError.BODY_TOO_LARGE.exception(
                        "Line " + (number + 1) + " is larger than " + maxLineBytes + " bytes");
            }
        }

        private void end() {
            byte[] text = unfinished.toByteArray();
            unfinished.reset();
            number++;
            if (isBlank(text)) {
                return;
            }
            none = false;
            received.add(new Line(number, text));
            bytes += text.length;
            if (bytes > AT_ONCE) {
                handOn();
            }
        }

        /** The last line may have no end. */
        void finish() {
            if (unfinished.size() > 0) {
                end();
            }
            handOn();
        }

        private void handOn() {
            List<Made<T>> all = received.parallelStream().map(this::made).toList();
            received.clear();
            bytes = 0;
            for (Made<T> made : all) {
                try {
                    work.accept(made.value());
                } catch (ApiException e) {
                    throw located(made.number(), e);
                }
            }
        }

        private Made<T> made(Line line) {
            try {
                T value = making.apply(line.text());
                return new Made<>(line.number(), () -> value);
            } catch (ApiException e) {
                return new Made<>(line.number(), () -> {
                    throw e;
                });
            }
        }
    }

    /**
     * What was made of a line.
     *
     * @param made tells it, or throws what was thrown
     */
    private record Made<T>(int number, Supplier<T> made) {
        T value() {
            return made.get();
        }
    }

    private static ApiException located(int number, ApiException e) {
        return ApiException.invalid(
                e.code(),
                e.getMessage(),
                e.errors().stream()
                        .map(error -> new FieldError(
                                "lines." + number + (error.field().isEmpty() ? "" : "." + error.field()),
                                error.message()))
                        .toList());
    }

    private static boolean isBlank(byte[] text) {
        for (byte b : text) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
