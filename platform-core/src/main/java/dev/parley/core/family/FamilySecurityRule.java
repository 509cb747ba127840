package dev.parley.core.family;

import dev.parley.core.spi.Extensions;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecuredAnnotationRule;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Where the application uses Micronaut Security, that leaves every request under the base path of a family, even one without a route,
 * to {@link FamilyFilter}; of all others this knows nothing. Rules that come before those of routes, such as the addresses that may
 * call at all, hold for the families too.
 */
@Singleton
@Requires(classes = SecurityRule.class)
final class FamilySecurityRule implements SecurityRule<HttpRequest<?>> {

    private final Extensions extensions;

    FamilySecurityRule(Extensions extensions) {
        this.extensions = extensions;
    }

    @Override
    public Publisher<SecurityRuleResult> check(HttpRequest<?> request, @Nullable Authentication authentication) {
        boolean ours = extensions.familyOf(request.getPath()).isPresent();
        return Publishers.just(ours ? SecurityRuleResult.ALLOWED : SecurityRuleResult.UNKNOWN);
    }

    @Override
    public int getOrder() {
        return SecuredAnnotationRule.ORDER - 1;
    }
}
