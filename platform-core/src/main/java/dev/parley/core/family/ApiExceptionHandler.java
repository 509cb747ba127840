package dev.parley.core.family;

import dev.parley.core.error.ApiException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/**
 * Keeps the framework from logging a refused request as a failure. Under the base path of a family the filter renders the error; a
 * host that calls our services from its own routes gets the status and the message.
 */
@Singleton
final class ApiExceptionHandler implements ExceptionHandler<ApiException, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // the interface's own parameter is raw
    public HttpResponse<?> handle(HttpRequest request, ApiException error) {
        return HttpResponse.status(HttpStatus.valueOf(error.code().status())).body(error.getMessage());
    }
}
