package dev.parley.host.shop;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.reader.HttpHeaderTokenReader;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Tokens of the shop are names: {@code boss} is an admin, {@code clerk} is not, all others are nobody. */
final class ShopTokens {

    private ShopTokens() {}

    @Singleton
    @Requires(property = "host.shop", value = "true")
    static final class Reader extends HttpHeaderTokenReader {
        @Override
        protected @Nullable String getPrefix() {
            return null;
        }

        @Override
        protected String getHeaderName() {
            return "X-Shop-Token";
        }
    }

    @Singleton
    @Requires(property = "host.shop", value = "true")
    static final class Validator implements TokenValidator<HttpRequest<?>> {
        @Override
        public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
            return switch (token) {
                case "boss" -> Mono.just(Authentication.build("boss", List.of("ADMIN")));
                case "clerk" -> Mono.just(Authentication.build("clerk"));
                default -> Mono.empty();
            };
        }
    }
}
