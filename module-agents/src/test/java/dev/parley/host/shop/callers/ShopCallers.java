package dev.parley.host.shop.callers;

import dev.parley.core.error.CoreError;
import dev.parley.core.security.Caller;
import dev.parley.core.security.CallerResolver;
import dev.parley.core.spi.ApiFamily;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Whoever Micronaut Security found out; all of them are in one workspace. */
@Singleton
@Requires(property = "host.shop", value = "true")
final class ShopCallers implements CallerResolver {

    @Override
    public Caller resolve(HttpRequest<?> request, ApiFamily family) {
        Authentication user =
                request.getUserPrincipal(Authentication.class).orElseThrow(CoreError.UNAUTHENTICATED::exception);
        Set<String> scopes = user.getRoles().contains("ADMIN")
                ? Set.of("agents:read", "agents:write", "deployments:write")
                : Set.of("agents:read");
        return new Caller("shop", family.id(), user.getName(), Optional.empty(), scopes, Set.of());
    }
}
