package dev.parley.core.security;

import dev.parley.core.error.CoreError;
import dev.parley.core.spi.ApiFamily;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Takes the caller from the API key in the request. */
@Singleton
@Requires(missingBeans = CallerResolver.class)
final class ApiKeyCallerResolver implements CallerResolver {

    private final ApiKeys keys;

    ApiKeyCallerResolver(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Caller resolve(HttpRequest<?> request, ApiFamily family) {
        ApiKey key = family.credential(request.getHeaders())
                .flatMap(keys::find)
                .filter(found -> found.isValidAt(Instant.now()))
                .orElseThrow(CoreError.UNAUTHENTICATED::exception);
        if (!key.opens(family.id())) {
            throw CoreError.FORBIDDEN.exception("The API key does not open the " + family.title());
        }
        return caller(key, request, family);
    }

    @Override
    public Optional<Caller> recall(HttpRequest<?> request, ApiFamily family) {
        return family.credential(request.getHeaders())
                .flatMap(keys::recall)
                .filter(key -> key.isValidAt(Instant.now()) && key.opens(family.id()))
                .map(key -> caller(key, request, family));
    }

    private static Caller caller(ApiKey key, HttpRequest<?> request, ApiFamily family) {
        return new Caller(
                key.workspaceId(),
                family.id(),
                key.id(),
                family.actingUser(request.getHeaders()),
                key.scopes(),
                key.agents());
    }
}
