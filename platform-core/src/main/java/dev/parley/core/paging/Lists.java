package dev.parley.core.paging;

import dev.parley.core.error.ApiException;
import dev.parley.core.family.Exchange;
import dev.parley.core.family.Failures;
import dev.parley.core.json.Json;
import dev.parley.core.security.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a controller answers with a list. Without a limit the answer is the whole list; a long one is read and sent piece by piece, so
 * that its length costs time but no memory. With a limit it is a page, and a {@code Link} header leads to the next one.
 */
@Singleton
public final class Lists {

    /** The largest page. */
    public static final int MAX_LIMIT = 1000;

    private static final int CHUNK = 500;

    private final Json json;

    Lists(Json json) {
        this.json = json;
    }

    /**
     * Answers with a list.
     *
     * @param <A> what the body is in the OpenAPI document
     * @param member the member of the body that holds the list; null when the body is the list itself
     * @param limit how many items at most, 1 or more; above {@value #MAX_LIMIT} it counts as that; null for the whole list
     * @param cursor where to go on, from an earlier answer; null for the beginning
     * @param open finds the list for the caller of the request
     * @throws ApiException 400 when the limit or the cursor is not valid, or what {@code open} throws
     */
    public <A> HttpResponse<A> answer(
            HttpRequest<?> request,
            @Nullable String member,
            @Nullable Integer limit,
            @Nullable String cursor,
            Function<Caller, ? extends Listing<?>> open) {
        return Failures.translating(() -> {
            if (limit != null && limit < 1) {
                throw ApiException.invalid("limit", "must be at least 1");
            }
            long after = cursor == null ? Listing.START : Cursor.decode(cursor);
            Listing<?> listing = open.apply(Exchange.of(request).caller());
            Chunk<?> first = listing.read(after, limit == null ? CHUNK : Math.min(limit, MAX_LIMIT));
            String prefix = member == null ? "[" : "{\"" + member + "\":[";
            String suffix = member == null ? "]" : "]}";
            if (limit == null && first.next().isPresent()) {
                return body(HttpResponse.ok(), new SequenceInputStream(new Chunks(listing, first, prefix, suffix)));
            }
            MutableHttpResponse<?> response = HttpResponse.ok();
            first.next()
                    .ifPresent(next ->
                            response.header("Link", link(request, first.items().size(), next)));
            return body(response, piece(prefix, first, "", suffix));
        });
    }

    @SuppressWarnings("unchecked") // the body is already rendered; A is what it is rendered from
    private static <A> HttpResponse<A> body(MutableHttpResponse<?> response, Object body) {
        return (HttpResponse<A>) response.body(body);
    }

    private static String link(HttpRequest<?> request, int limit, long next) {
        StringBuilder query = new StringBuilder("?limit=" + limit + "&cursor=" + Cursor.encode(next));
        request.getParameters().asMap().forEach((name, values) -> {
            if (!name.equals("limit") && !name.equals("cursor")) {
                values.forEach(value ->
                        query.append('&').append(encode(name)).append('=').append(encode(value)));
            }
        });
        return "<" + request.getUri().getRawPath() + query + ">; rel=\"next\"";
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Items with commas between them, and what stands around them; {@code comma} is what stands before the first item, if there is one. */
    private byte[] piece(String prefix, Chunk<?> chunk, String comma, String suffix) {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        piece.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
        String before = comma;
        for (Object item : chunk.items()) {
            piece.writeBytes(before.getBytes(StandardCharsets.UTF_8));
            piece.writeBytes(json.write(item));
            before = ",";
        }
        piece.writeBytes(suffix.getBytes(StandardCharsets.UTF_8));
        return piece.toByteArray();
    }

    /** The pieces of the body of a whole list, each read when the one before is sent. */
    @SuppressWarnings("JdkObsolete") // what SequenceInputStream takes
    private final class Chunks implements Enumeration<InputStream> {

        private final Listing<?> listing;
        private final String suffix;
        private byte @Nullable [] ready;
        private OptionalLong next;

        Chunks(Listing<?> listing, Chunk<?> first, String prefix, String suffix) {
            this.listing = listing;
            this.suffix = suffix;
            this.next = first.next();
            this.ready = piece(prefix, first, "", "");
        }

        @Override
        public boolean hasMoreElements() {
            return ready != null;
        }

        @Override
        public InputStream nextElement() {
            byte[] piece = ready;
            if (piece == null) {
                throw new NoSuchElementException();
            }
            if (next.isPresent()) {
                Chunk<?> chunk = listing.read(next.getAsLong(), CHUNK);
                next = chunk.next();
                ready = piece("", chunk, ",", next.isPresent() ? "" : suffix);
            } else {
                ready = null;
            }
            return new ByteArrayInputStream(piece);
        }
    }
}
