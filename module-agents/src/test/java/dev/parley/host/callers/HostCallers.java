package dev.parley.host.callers;

import dev.parley.core.error.CoreError;
import dev.parley.core.security.Caller;
import dev.parley.core.security.CallerResolver;
import dev.parley.core.spi.ApiFamily;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Believes the header {@code X-Host-User: workspace/user}; the user {@code reader} may only read. */
@Singleton
@Requires(property = "host")
@Requires(property = "host.shop", notEquals = "true")
final class HostCallers implements CallerResolver {

    @Override
    public Caller resolve(HttpRequest<?> request, ApiFamily family) {
        String[] user =
                request.getHeaders().get("X-Host-User", String.class, "").split("/", 2);
        if (user.length < 2) {
            throw CoreError.UNAUTHENTICATED.exception();
        }
        Set<String> scopes = user[1].equals("reader")
                ? Set.of("agents:read")
                : Set.of("agents:read", "agents:write", "deployments:write");
        return new Caller(user[0], family.id(), user[1], Optional.empty(), scopes, Set.of());
    }
}
