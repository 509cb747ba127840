package dev.parley.core.write;

import dev.parley.core.database.Database;
import dev.parley.core.family.Answer;
import dev.parley.core.family.EntityTags;
import dev.parley.core.family.Exchange;
import dev.parley.core.family.Failures;
import dev.parley.core.json.Json;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a controller changes anything: in one transaction, the {@code Idempotency-Key} is claimed, the work runs, its answer is rendered
 * and stored under the key, and all of it commits before a byte is sent. Services join this transaction and never open one. What a request
 * demands of the present state is compared by the service, under its lock: {@link Write#requireMatch}.
 */
@Singleton
public final class Writes {

    private static final Answer NONE = new Answer(0, new byte[0], null);

    private final Database database;
    private final Idempotency idempotency;
    private final Json json;

    Writes(Database database, Idempotency idempotency, Json json) {
        this.database = database;
        this.idempotency = idempotency;
        this.json = json;
    }

    /**
     * Runs a write.
     *
     * @param work the change; returns what to answer, or null for an answer without a body
     * @return the answer, for the controller to hand on, with what the work returned. When the request is a repetition whose answer is
     *     known, the work does not run, the body here is null, and the caller is sent the known answer
     * @throws dev.parley.core.error.ApiException what the work throws, or what its failure means to the caller; nothing has changed
     */
    public <T extends @Nullable Object> HttpResponse<T> in(HttpRequest<?> request, Function<Write, T> work) {
        Exchange exchange = Exchange.of(request);
        Outcome<T> outcome = Failures.translating(() -> {
            Optional<IdempotencyKey> key = IdempotencyKey.of(request, exchange);
            return idempotency.alone(key, () -> transact(request, exchange, key, true, work));
        });
        return response(exchange, outcome);
    }

    /**
     * Runs a write that needs something done outside of the store.
     *
     * @param <P> what its first transaction prepares
     * @return see {@link #in}
     * @throws dev.parley.core.error.ApiException what a stage throws, or what its failure means to the caller; what was prepared is
     *     undone
     */
    public <P, T extends @Nullable Object> HttpResponse<T> inStages(HttpRequest<?> request, StagedWrite<P, T> staged) {
        Exchange exchange = Exchange.of(request);
        Outcome<T> outcome = Failures.translating(() -> {
            Optional<IdempotencyKey> key = IdempotencyKey.of(request, exchange);
            return idempotency.alone(key, () -> stages(request, exchange, key, staged));
        });
        return response(exchange, outcome);
    }

    /**
     * Only what is committed is answered. Never null for a repetition: to Micronaut that means that nothing was found, and a host's route
     * for that status would run.
     */
    private static <T extends @Nullable Object> HttpResponse<T> response(Exchange exchange, Outcome<T> outcome) {
        exchange.answer(outcome.answer());
        return HttpResponse.<T>status(HttpStatus.valueOf(outcome.answer().status()))
                .body(outcome.result());
    }

    private <P, T extends @Nullable Object> Outcome<T> stages(
            HttpRequest<?> request, Exchange exchange, Optional<IdempotencyKey> key, StagedWrite<P, T> staged) {
        Outcome<@Nullable P> intent = database.write(() -> {
            Write write = write(request, exchange);
            Optional<Answer> known = key.flatMap(used -> idempotency.find(used, write.at()));
            if (known.isPresent()) {
                return new Outcome<@Nullable P>(null, known.get());
            }
            P prepared = staged.prepare(write);
            write.requireCompared();
            return new Outcome<>(prepared, NONE);
        });
        P prepared = intent.result();
        if (prepared == null) {
            return new Outcome<T>(null, intent.answer());
        }
        boolean finished = false;
        try {
            staged.carryOut(prepared);
            AtomicBoolean ran = new AtomicBoolean();
            // What the request demands of the state before was looked at when its intent was committed.
            Outcome<T> outcome = transact(request, exchange, key, false, write -> {
                ran.set(true);
                return staged.finish(write, prepared);
            });
            finished = ran.get();
            return outcome;
        } finally {
            if (!finished) {
                staged.undo(prepared);
            }
        }
    }

    private <T extends @Nullable Object> Outcome<T> transact(
            HttpRequest<?> request,
            Exchange exchange,
            Optional<IdempotencyKey> key,
            boolean comparing,
            Function<Write, T> work) {
        return database.write(() -> {
            Write write = write(request, exchange);
            Optional<Answer> known = key.flatMap(claimed -> idempotency.claim(claimed, write.at()));
            if (known.isPresent()) {
                return new Outcome<T>(null, known.get());
            }
            T result = work.apply(write);
            if (comparing) {
                write.requireCompared();
            }
            Answer answer = answer(request, write, result);
            key.ifPresent(claimed -> idempotency.store(claimed, answer));
            return new Outcome<>(result, answer);
        });
    }

    /** An answer with a body shows what was changed, unless that is gone. */
    private Answer answer(HttpRequest<?> request, Write write, @Nullable Object result) {
        byte[] body = result == null ? new byte[0] : json.write(result);
        boolean shows = body.length > 0 && request.getMethod() != HttpMethod.DELETE;
        return new Answer(status(request), body, write.entityTag().orElseGet(() -> shows ? EntityTags.of(body) : null));
    }

    private Write write(HttpRequest<?> request, Exchange exchange) {
        return new Write(
                exchange.caller(),
                exchange.requestId(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Preconditions.of(request),
                json);
    }

    private record Outcome<T extends @Nullable Object>(
            @Nullable T result, Answer answer) {}

    /**
     * Runs a write whose answer has no body.
     *
     * @param work the change
     * @throws dev.parley.core.error.ApiException what the work throws, or what its failure means to the caller; nothing has changed
     */
    public void run(HttpRequest<?> request, Consumer<Write> work) {
        in(request, write -> {
            work.accept(write);
            return null;
        });
    }

    private static int status(HttpRequest<?> request) {
        return RouteAttributes.getRouteInfo(request)
                .map(route -> route.findStatus(HttpStatus.OK).getCode())
                .orElse(HttpStatus.OK.getCode());
    }
}
