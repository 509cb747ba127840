package dev.parley.bare;

import dev.parley.core.error.CoreError;
import dev.parley.core.security.Caller;
import dev.parley.core.security.CallerResolver;
import dev.parley.core.spi.ApiFamily;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Believes the header {@code X-Bare-User}. */
@Singleton
@Requires(property = "bare")
final class BareCallers implements CallerResolver {

    static final String WORKSPACE = "bare";

    @Override
    public Caller resolve(HttpRequest<?> request, ApiFamily family) {
        String user = request.getHeaders().get("X-Bare-User");
        if (user == null) {
            throw CoreError.UNAUTHENTICATED.exception();
        }
        return new Caller(
                WORKSPACE, family.id(), user, Optional.empty(), Set.of("telephony:read", "telephony:write"), Set.of());
    }
}
