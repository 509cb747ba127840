package dev.parley.host;

import dev.parley.core.error.CoreError;
import dev.parley.core.security.ApiKey;
import dev.parley.core.security.Caller;
import dev.parley.core.security.CallerResolver;
import dev.parley.core.spi.ApiFamily;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Knows callers by the name of their workspace in a header. */
@Singleton
@Requires(property = "host.agents", value = "elsewhere")
final class HostCallers implements CallerResolver {
    @Override
    public Caller resolve(HttpRequest<?> request, ApiFamily family) {
        String workspace = request.getHeaders().get("X-Host-Workspace");
        if (workspace == null) {
            throw CoreError.UNAUTHENTICATED.exception();
        }
        return new Caller(workspace, family.id(), "host", Optional.empty(), Set.of(ApiKey.ALL), Set.of());
    }
}
