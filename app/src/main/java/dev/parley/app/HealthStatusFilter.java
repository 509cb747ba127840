package dev.parley.app;

import dev.parley.core.spi.Extensions;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.endpoint.health.filter.HealthResultFilter;
import io.micronaut.management.health.indicator.HealthResult;

/**
 * Answers 503 where the health is not well. In place of Micronaut's, which has patterns of paths: as long as one filter has, the router
 * matches and sorts the filters anew for each request, also of a family, which is a twentieth of one that does nothing else.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Replaces(HealthResultFilter.class)
final class HealthStatusFilter implements ConditionalFilter {

    private final HealthEndpoint endpoint;
    private final Extensions extensions;

    HealthStatusFilter(HealthEndpoint endpoint, Extensions extensions) {
        this.endpoint = endpoint;
        this.extensions = extensions;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return extensions.familyOf(request.getPath()).isEmpty();
    }

    @ResponseFilter
    void status(MutableHttpResponse<?> response) {
        if (response.body() instanceof HealthResult health) {
            HttpStatus status = endpoint.getStatusConfiguration()
                    .getHttpMapping()
                    .get(health.getStatus().getName());
            if (status != null) {
                response.status(status);
            }
        }
    }
}
