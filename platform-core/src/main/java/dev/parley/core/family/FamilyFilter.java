package dev.parley.core.family;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.core.database.Database;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.json.Json;
import dev.parley.core.security.Caller;
import dev.parley.core.security.CallerResolver;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.spi.ApiFamily;
import dev.parley.core.spi.Extensions;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import jakarta.inject.Named;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands around every request under the base path of a family, and only those: names the request, finds out who sends it, demands the
 * operation's scope, and puts the answer into the family's form, whoever made it: a controller, a rule, or the framework for a path
 * that does not exist.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class FamilyFilter implements ConditionalFilter {

    /** Around a host's filters: what one of those answers under a family's path gets the family's form too. */
    private static final int OUTSIDE = Ordered.HIGHEST_PRECEDENCE + 1000;

    /** After {@code ServerFilterPhase.SECURITY}: whom a host's security has found out, its {@link CallerResolver} can tell. */
    private static final int AFTER_SECURITY = 39250;

    /** How long at least, and at most twice as long: no longer than the second that {@code Retry-After} says at least. */
    private static final int HELD_MILLIS = 500;

    private static final int NANOS_OF_A_SECOND = 1_000_000_000;

    private static final Pattern REQUEST_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private static final Logger REQUESTS = LoggerFactory.getLogger("parley.requests");
    private static final Logger LOG = LoggerFactory.getLogger(FamilyFilter.class);

    private final Extensions extensions;
    private final CallerResolver callers;
    private final RateLimits limits;
    private final RecentAnswers recent;
    private final Json json;
    private final ExecutorService database;
    private final ExecutorService scheduled;

    FamilyFilter(
            Extensions extensions,
            CallerResolver callers,
            RateLimits limits,
            RecentAnswers recent,
            Json json,
            @Named(Database.NAME) ExecutorService database,
            @Named(TaskExecutors.SCHEDULED) ExecutorService scheduled) {
        this.extensions = extensions;
        this.callers = callers;
        this.limits = limits;
        this.recent = recent;
        this.json = json;
        this.database = database;
        this.scheduled = scheduled;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return extensions.familyOf(request.getPath()).isPresent();
    }

    /**
     * Lets a request pass (null or a stage that ends with nothing) or answers it: at once when it is known who calls, else after asking on
     * the database's executor. One method, since each costs every request.
     */
    @RequestFilter
    @Order(AFTER_SECURITY)
    @Nullable
    CompletionStage<Optional<HttpResponse<?>>> admit(HttpRequest<?> request) {
        Exchange exchange = exchange(request);
        Optional<String> credential = exchange.family().credential(request.getHeaders());
        Optional<RateLimits.Outcome> refused = credential.flatMap(limits::refusedBefore);
        if (refused.isPresent()) {
            exchange.setLimit(refused.get());
            return held(request, exchange);
        }
        Optional<Caller> known = callers.recall(request, exchange.family());
        if (known.isPresent()) {
            Optional<HttpResponse<?>> answer = admit(request, exchange, credential, known::get);
            return answer.isEmpty() ? again(request, exchange, known.get()) : CompletableFuture.completedFuture(answer);
        }
        return CompletableFuture.supplyAsync(
                () -> admit(request, exchange, credential, () -> callers.resolve(request, exchange.family())),
                database);
    }

    /**
     * Answers who was told already to wait and did not, after a while: no thread waits for that, and who goes on regardless takes little
     * from the others. Not all of them after the same while, or they would come back together and take all tokens of that while at once.
     * Who heeds {@code Retry-After} is not concerned.
     */
    private CompletionStage<Optional<HttpResponse<?>>> held(HttpRequest<?> request, Exchange exchange) {
        return CompletableFuture.supplyAsync(
                () -> Optional.of(
                        render(request, HttpResponse.ok(), exchange, CoreError.TOO_MANY_REQUESTS.exception())),
                CompletableFuture.delayedExecutor(
                        ThreadLocalRandom.current().nextInt(HELD_MILLIS, 2 * HELD_MILLIS),
                        TimeUnit.MILLISECONDS,
                        scheduled));
    }

    /** Answers what was answered before, if it is still true, without a thread that waits to know; else lets pass. */
    private @Nullable CompletionStage<Optional<HttpResponse<?>>> again(
            HttpRequest<?> request, Exchange exchange, Caller caller) {
        RecentAnswers.Recent before = recent.find(request, caller).orElse(null);
        return before == null
                ? null
                : before.state().isPresent().handle((isPresent, failure) -> {
                    if (failure != null) {
                        return Optional.of(render(request, HttpResponse.ok(), exchange, Failures.of(failure)));
                    }
                    if (!isPresent) {
                        return Optional.empty();
                    }
                    exchange.answer(before.answer());
                    return Optional.of(HttpResponse.ok());
                });
    }

    /** Lets a request pass (empty) or answers it. */
    private Optional<HttpResponse<?>> admit(
            HttpRequest<?> request, Exchange exchange, Optional<String> credential, Supplier<Caller> resolving) {
        try {
            Caller caller = resolving.get();
            exchange.setCaller(caller);
            RouteInfo<?> route = RouteAttributes.getRouteInfo(request).orElse(null);
            if (route != null) {
                demandScope(route, caller);
            }
            demandToken(exchange, caller, credential);
            if (request.getUri().getRawPath().contains("%00")) {
                // PostgreSQL cannot compare text with U+0000, and nothing has such a name.
                throw CoreError.ROUTE_NOT_FOUND.exception();
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(render(request, HttpResponse.ok(), exchange, Failures.of(e)));
        }
    }

    private void demandToken(Exchange exchange, Caller caller, Optional<String> credential) {
        Optional<RateLimits.Outcome> outcome = limits.take(caller, credential);
        outcome.ifPresent(exchange::setLimit);
        if (outcome.isPresent() && !outcome.get().isAdmitted()) {
            throw CoreError.TOO_MANY_REQUESTS.exception();
        }
    }

    private static void demandScope(RouteInfo<?> route, Caller caller) {
        String scope = route.getAnnotationMetadata()
                .stringValue(RequiresScope.class)
                .orElseThrow(() -> new IllegalStateException("An operation demands no scope: " + route));
        if (!caller.holds(scope)) {
            throw CoreError.FORBIDDEN.exception("The API key does not hold the scope " + scope);
        }
    }

    @ResponseFilter
    @Order(OUTSIDE)
    void render(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Exchange exchange = exchange(request);
        if (!exchange.beginRendering()) {
            return;
        }
        Throwable failure = RouteAttributes.getException(response).orElse(null);
        if (failure == null && exchange.answer().isPresent()) {
            success(request, response, exchange.answer().get());
        } else if (failure != null) {
            ApiException error = Failures.of(failure);
            boolean frameworkRefused =
                    error.code() == CoreError.INTERNAL && response.code() >= 400 && response.code() < 500;
            fail(request, response, exchange, frameworkRefused ? Failures.ofStatus(response.code()) : error);
        } else if (response.code() >= 400) {
            fail(request, response, exchange, Failures.ofStatus(response.code()));
        } else {
            Object body = response.body();
            byte[] bytes = null;
            if (body instanceof byte[] rendered) {
                bytes = rendered;
            } else if (body instanceof InputStream) {
                response.contentType(MediaType.APPLICATION_JSON_TYPE);
            } else if (body != null && !(body instanceof Publisher)) {
                bytes = json.write(body);
            }
            if (bytes != null) {
                Answer answer = new Answer(response.code(), bytes, tag(request, exchange, bytes));
                exchange.state()
                        .ifPresent(state ->
                                recent.keep(request, exchange.caller(), new RecentAnswers.Recent(state, answer)));
                success(request, response, answer);
            }
        }
        finish(request, response, exchange);
    }

    /** A POST can read, too, but what it answers with is at no address. */
    private static @Nullable String tag(HttpRequest<?> request, Exchange exchange, byte[] body) {
        return request.getMethod() == HttpMethod.GET ? exchange.entityTag().orElseGet(() -> EntityTags.of(body)) : null;
    }

    /** RFC 9110, section 13.1.2: who has the answer already is told only that. */
    private static void answerConditionally(HttpRequest<?> request, MutableHttpResponse<?> response) {
        String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
        String tag = response.getHeaders().get(HttpHeaders.ETAG);
        if (known != null && tag != null && EntityTags.matchesWeakly(known, tag)) {
            response.status(HttpStatus.NOT_MODIFIED);
            response.body(null);
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        }
    }

    private MutableHttpResponse<?> render(
            HttpRequest<?> request, MutableHttpResponse<?> response, Exchange exchange, ApiException error) {
        exchange.beginRendering();
        fail(request, response, exchange, error);
        finish(request, response, exchange);
        return response;
    }

    private static void success(HttpRequest<?> request, MutableHttpResponse<?> response, Answer answer) {
        response.status(HttpStatus.valueOf(answer.status()));
        if (answer.entityTag() != null) {
            response.header(HttpHeaders.ETAG, answer.entityTag());
        }
        if (answer.body().length == 0) {
            response.body(null);
        } else {
            response.body(answer.body());
            response.contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        if (request.getMethod() == HttpMethod.GET) {
            answerConditionally(request, response);
        }
    }

    private void fail(HttpRequest<?> request, MutableHttpResponse<?> response, Exchange exchange, ApiException error) {
        if (error.code().status() >= 500) {
            LOG.error(
                    "Request {} failed: {}", exchange.requestId(), error.code().code(), error.getCause());
        }
        ApiFamily family = exchange.family();
        response.status(HttpStatus.valueOf(error.code().status()));
        Object body = error.body();
        if (body == null) {
            response.body(json.write(family.error(error, exchange.requestId(), request.getPath())));
            response.contentType(family.errorMediaType());
        } else {
            response.body(json.write(body));
            response.contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        family.errorHeaders(error).forEach(response::header);
    }

    private static void finish(HttpRequest<?> request, MutableHttpResponse<?> response, Exchange exchange) {
        exchange.family().requestIdHeaders().forEach(name -> response.header(name, exchange.requestId()));
        if (!response.getHeaders().contains(HttpHeaders.DATE)) {
            // RFC 9110, section 6.6.1; Micronaut adds it to what controllers answer.
            response.getHeaders().add(HttpHeaders.DATE, ZonedDateTime.now(ZoneOffset.UTC));
        }
        exchange.limit().ifPresent(outcome -> tellLimit(response, outcome));
        Optional<Caller> caller = exchange.knownCaller();
        REQUESTS.atInfo()
                .addKeyValue("request", exchange.requestId())
                .addKeyValue("family", exchange.family().id())
                .addKeyValue("workspace", caller.map(Caller::workspaceId).orElse("-"))
                .addKeyValue("actor", caller.map(Caller::actor).orElse("-"))
                .addKeyValue("method", request.getMethodName())
                .addKeyValue("path", request.getUri().getRawPath())
                .addKeyValue("status", response.code())
                .addKeyValue("millis", exchange.millis())
                .log("request");
    }

    /** As draft-ietf-httpapi-ratelimit-headers had it up to its version 06, and clients know it; all times are whole seconds. */
    private static void tellLimit(MutableHttpResponse<?> response, RateLimits.Outcome outcome) {
        long window = outcome.limit().window().toSeconds();
        long wait = outcome.delay().plusNanos(NANOS_OF_A_SECOND - 1).toSeconds();
        response.header("RateLimit-Limit", Long.toString(outcome.limit().requests()));
        response.header("RateLimit-Remaining", Long.toString(outcome.remaining()));
        response.header("RateLimit-Reset", Long.toString(outcome.isAdmitted() ? window : wait));
        if (!outcome.isAdmitted()) {
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(wait));
        }
    }

    private Exchange exchange(HttpRequest<?> request) {
        return Exchange.find(request).orElseGet(() -> {
            ApiFamily family = extensions.familyOf(request.getPath()).orElseThrow();
            return Exchange.begin(request, family, requestId(family, request.getHeaders()));
        });
    }

    private static String requestId(ApiFamily family, HttpHeaders headers) {
        for (String name : family.requestIdHeaders()) {
            String id = headers.get(name);
            if (id != null && REQUEST_ID.matcher(id).matches()) {
                return id;
            }
        }
        return UuidCreator.getTimeOrderedEpochFast().toString();
    }
}
