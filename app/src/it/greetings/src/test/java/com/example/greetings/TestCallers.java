package com.example.greetings;

import dev.parley.core.error.CoreError;
import dev.parley.core.security.Caller;
import dev.parley.core.security.CallerResolver;
import dev.parley.core.spi.ApiFamily;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Believes what a request says of its caller, so that a test can be anybody. The service looks the caller's API key up instead. */
@Singleton
final class TestCallers implements CallerResolver {

    @Override
    public Caller resolve(HttpRequest<?> request, ApiFamily family) {
        String workspace = request.getHeaders().get("X-Test-Workspace");
        if (workspace == null) {
            throw CoreError.UNAUTHENTICATED.exception();
        }
        return new Caller(
                workspace,
                family.id(),
                "test",
                Optional.empty(),
                words(request, "X-Test-Scopes"),
                words(request, "X-Test-Agents"));
    }

    private static Set<String> words(HttpRequest<?> request, String header) {
        String words = request.getHeaders().get(header, String.class, "");
        return words.isEmpty() ? Set.of() : Set.of(words.split(" ", -1));
    }
}
