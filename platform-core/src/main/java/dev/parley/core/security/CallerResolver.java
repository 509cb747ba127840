package dev.parley.core.security;

import dev.parley.core.spi.ApiFamily;
import io.micronaut.http.HttpRequest;
import java.util.Optional;

/**
 * Tells who sends a request. The platform's own resolver reads its API keys; an application that embeds modules may bring a bean of
 * its own, which then decides alone.
 */
public interface CallerResolver {

    /**
     * Tells who sends a request. Runs on the platform's executor and may block.
     *
     * @param request a request under the base path of {@code family}
     * @throws dev.parley.core.error.ApiException {@code UNAUTHENTICATED} when it cannot tell, {@code FORBIDDEN} when it can, but the
     *     caller may not use the family
     */
    Caller resolve(HttpRequest<?> request, ApiFamily family);

    /**
     * Tells who sends a request when that is known without asking anybody, and only if {@link #resolve} would say the same. Runs on the
     * thread that reads from the network and must not block.
     *
     * @param request see {@link #resolve}
     * @return empty when it has to be resolved; so by default
     */
    default Optional<Caller> recall(HttpRequest<?> request, ApiFamily family) {
        return Optional.empty();
    }
}
