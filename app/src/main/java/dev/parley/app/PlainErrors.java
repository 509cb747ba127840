package dev.parley.app;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * The errors of what belongs to no family, such as a path that does not exist or a request line that is none: a message, and nothing of
 * the framework.
 */
@Singleton
final class PlainErrors implements ErrorResponseProcessor<Map<String, String>> {

    @Override
    public MutableHttpResponse<Map<String, String>> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        String message = HttpStatus.valueOf(response.code()).getReason();
        return response.contentType(MediaType.APPLICATION_JSON_TYPE).body(Map.of("message", message));
    }
}
