package dev.parley.app;

import dev.parley.core.spi.Extensions;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.security.config.SecurityConfiguration;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.filters.SecurityFilter;
import io.micronaut.security.rules.SecurityRule;
import java.util.Collection;

/**
 * Guards the pages that belong to no family. Around the requests of a family it would only ask all of its rules to hear that the platform
 * decides by itself.
 */
@Filter(Filter.MATCH_ALL_PATTERN)
@Replaces(SecurityFilter.class)
final class PagesSecurityFilter extends SecurityFilter implements ConditionalFilter {

    private final Extensions extensions;

    PagesSecurityFilter(
            Collection<SecurityRule<HttpRequest<?>>> rules,
            Collection<AuthenticationFetcher<HttpRequest<?>>> fetchers,
            SecurityConfiguration configuration,
            Extensions extensions) {
        super(rules, fetchers, configuration);
        this.extensions = extensions;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return extensions.familyOf(request.getPath()).isEmpty();
    }
}
