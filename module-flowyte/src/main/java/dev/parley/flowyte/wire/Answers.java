package dev.parley.flowyte.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.family.Answer;
import dev.parley.core.family.Exchange;
import dev.parley.core.family.Reads;
import dev.parley.core.family.Seen;
import dev.parley.core.json.Json;
import dev.parley.core.json.StrictJson;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import dev.parley.core.write.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a controller of this family answers: it reads or writes, and puts the result into its envelope. */
@Singleton
public final class Answers {

    private final Reads reads;
    private final Writes writes;
    private final Json json;

    Answers(Reads reads, Writes writes, Json json) {
        this.reads = reads;
        this.writes = writes;
        this.json = json;
    }

    /**
     * Answers with something that is read.
     *
     * @param <T> what it is in the OpenAPI document
     */
    public <T> HttpResponse<ApiResponse<T>> read(HttpRequest<?> request, Function<Caller, JsonNode> work) {
        return rendered(envelope(reads.in(request, work)));
    }

    /** The same for what is asked for often, see {@link Reads#often}. */
    public <T> HttpResponse<ApiResponse<T>> often(
            HttpRequest<?> request, Function<Caller, Seen<? extends JsonNode>> work) {
        return rendered(reads.often(request, caller -> work.apply(caller).map(Answers::envelope)));
    }

    /**
     * Answers with a part of a list.
     *
     * @param <T> what its items are in the OpenAPI document
     */
    public <T> HttpResponse<PaginatedResponse<T>> page(
            HttpRequest<?> request, Function<Caller, Page<? extends JsonNode>> work) {
        return rendered(reads.in(request, caller -> Page.json(work.apply(caller))));
    }

    /**
     * Writes, and answers with what came of it.
     *
     * @param <T> what it is in the OpenAPI document
     */
    public <T> HttpResponse<ApiResponse<T>> write(HttpRequest<?> request, Function<Write, JsonNode> work) {
        return typed(writes.in(request, write -> envelope(work.apply(write))));
    }

    /** Writes, and answers that it is done. */
    public HttpResponse<VoidResponse> run(HttpRequest<?> request, Consumer<Write> work) {
        return typed(writes.in(request, write -> {
            work.accept(write);
            return envelope(NullNode.getInstance());
        }));
    }

    /**
     * What a write answers that shows a secret.
     *
     * @param stored what is kept for a repetition of the request: without the secret
     * @param answered what the first caller gets
     */
    public record Secretly(JsonNode stored, JsonNode answered) {
        @Override
        public String toString() {
            return "Secretly[" + stored + "]";
        }
    }

    /**
     * Writes, and answers with something that is nowhere stored, also not under the request's {@code Idempotency-Key}: a repetition
     * changes nothing and is answered without it.
     *
     * @param <T> what it is in the OpenAPI document
     */
    public <T> HttpResponse<ApiResponse<T>> writeSecretly(HttpRequest<?> request, Function<Write, Secretly> work) {
        AtomicReference<JsonNode> answered = new AtomicReference<>();
        HttpResponse<ObjectNode> stored = writes.in(request, write -> {
            Secretly result = work.apply(write);
            answered.set(envelope(result.answered()));
            return envelope(result.stored());
        });
        JsonNode first = answered.get();
        if (stored.body() != null && first != null) {
            Exchange exchange = Exchange.of(request);
            exchange.answer(new Answer(HttpStatus.CREATED.getCode(), json.write(first), null));
        }
        return typed(stored);
    }

    /**
     * A query parameter that is true or false.
     *
     * @param text as it was sent; null counts as false
     * @throws ApiException 400 when it is neither
     */
    public static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw ApiException.invalid(name, "must be true or false");
    }

    /** A result in its envelope. */
    public static ObjectNode envelope(JsonNode data) {
        return StrictJson.NODES.objectNode().put("success", true).set("data", data);
    }

    private static <A> HttpResponse<A> rendered(JsonNode body) {
        return typed(HttpResponse.ok(body));
    }

    @SuppressWarnings("unchecked") // a tree, which is written as it is; A is what it looks like
    private static <A> HttpResponse<A> typed(HttpResponse<? extends JsonNode> response) {
        return (HttpResponse<A>) response;
    }
}
