package dev.parley.app;

import dev.parley.core.database.Database;
import dev.parley.core.security.ApiKey;
import dev.parley.core.security.ApiKeys;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;

/** Lets API keys open the pages that belong to no family, by their scopes; others {@link PagesSecurityFilter} does not ask about. */
@Singleton
final class MetricsKeyValidator implements TokenValidator<HttpRequest<?>> {

    private final ApiKeys keys;
    private final ExecutorService executor;

    MetricsKeyValidator(ApiKeys keys, @Named(Database.NAME) ExecutorService executor) {
        this.keys = keys;
        this.executor = executor;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, HttpRequest<?> request) {
        return Publishers.fromCompletableFuture(() -> CompletableFuture.supplyAsync(
                () -> keys.find(token)
                        .filter(key -> key.isValidAt(Instant.now()))
                        .map(MetricsKeyValidator::authentication)
                        .orElse(null),
                executor));
    }

    /** Everything does not include what only a key that names it has. */
    private static Authentication authentication(ApiKey key) {
        List<String> roles =
                key.scopes().contains(ApiKey.ALL) ? List.of(KeysCommand.METRICS_READ) : List.copyOf(key.scopes());
        return Authentication.build(key.id(), roles);
    }
}
