package dev.parley.core.family;

import dev.parley.core.database.DatabaseException;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.error.ErrorCode;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.netty.handler.codec.compression.DecompressionException;
import java.util.function.Supplier;

/** Turns whatever went wrong into an error that a family can render. */
public final class Failures {

    private Failures() {}

    /**
     * Runs work and lets nothing but {@link ApiException}s out.
     *
     * @throws ApiException the work's own, {@code UNAVAILABLE} when the database is out of reach, {@code STORE_FULL} when it has no room, else {@code INTERNAL}
     */
    public static <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw of(e);
        }
    }

    static ApiException of(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ApiException known) {
                return known;
            }
            if (e instanceof DecompressionException) {
                return CoreError.MALFORMED_BODY.exception("The request body is not what its Content-Encoding says");
            }
            if (e instanceof ContentLengthExceededException || e instanceof BufferLengthExceededException) {
                return CoreError.BODY_TOO_LARGE.exception();
            }
        }
        if (DatabaseException.isFull(failure)) {
            return ApiException.internal(CoreError.STORE_FULL, DatabaseException.loggable(failure));
        }
        if (DatabaseException.isUnavailable(failure)) {
            return ApiException.internal(CoreError.UNAVAILABLE, DatabaseException.loggable(failure));
        }
        if (failure instanceof UnsatisfiedRouteException missing) {
            String name = missing.getArgument().getName();
            return ApiException.invalid(name.equals("body") ? "" : name, "is required");
        }
        if (failure instanceof ConversionErrorException wrong) {
            return ApiException.invalid(
                    wrong.getArgument().getName(),
                    "must be "
                            + (Number.class.isAssignableFrom(wrong.getArgument().getType())
                                    ? "an integer"
                                    : "a valid value"));
        }
        if (failure instanceof HttpStatusException status && status.getStatus().getCode() < 500) {
            return ofStatus(status.getStatus().getCode());
        }
        return ApiException.internal(CoreError.INTERNAL, DatabaseException.loggable(failure));
    }

    /** The error for a status that the framework chose, with no exception to tell more. */
    static ApiException ofStatus(int status) {
        for (CoreError error : new CoreError[] {
            CoreError.BAD_REQUEST,
            CoreError.UNAUTHENTICATED,
            CoreError.FORBIDDEN,
            CoreError.ROUTE_NOT_FOUND,
            CoreError.METHOD_NOT_ALLOWED,
            CoreError.NOT_ACCEPTABLE,
            CoreError.BODY_TOO_LARGE,
            CoreError.UNSUPPORTED_MEDIA_TYPE,
            CoreError.TOO_MANY_REQUESTS,
            CoreError.UNAVAILABLE
        }) {
            if (error.status() == status) {
                return error.exception();
            }
        }
        ErrorCode other = status < 500 ? CoreError.BAD_REQUEST : CoreError.INTERNAL;
        return other.exception();
    }
}
