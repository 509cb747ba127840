package dev.parley.core.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule throws when a request cannot be carried out. It knows no HTTP types: the family of the request renders it. Throwing
 * it inside a write rolls the write back.
 */
public final class ApiException extends RuntimeException {

    private final transient ErrorCode code;
    private final transient List<FieldError> errors;
    private final transient @Nullable Object body;

    /**
     * @param code what happened
     * @param message what the caller reads
     */
    public ApiException(ErrorCode code, String message) {
        this(code, message, List.of(), null, null);
    }

    private ApiException(
            ErrorCode code, String message, List<FieldError> errors, @Nullable Object body, @Nullable Throwable cause) {
        super(message, cause, false, cause != null);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.body = body;
    }

    /** An error that names every field that is wrong. */
    public static ApiException invalid(ErrorCode code, String message, List<FieldError> errors) {
        return new ApiException(code, message, errors, null, null);
    }

    /** A validation error of several fields. */
    public static ApiException invalid(List<FieldError> errors) {
        return invalid(CoreError.VALIDATION, CoreError.VALIDATION.message(), errors);
    }

    /** A validation error of one field. */
    public static ApiException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /**
     * An error whose body is a document of its own instead of the family's envelope, such as the conflicts of a merge.
     *
     * @param body a value that the platform's JSON writer can write
     */
    public static ApiException withBody(ErrorCode code, Object body) {
        return new ApiException(code, code.message(), List.of(), body, null);
    }

    /** An error on our side. The cause is for the log and never reaches the caller. */
    public static ApiException internal(ErrorCode code, Throwable cause) {
        return new ApiException(code, code.message(), List.of(), null, cause);
    }

    public ErrorCode code() {
        return code;
    }

    /** Every field that is wrong; empty when the error is not about fields. */
    public List<FieldError> errors() {
        return errors;
    }

    /** The document to answer instead of the envelope, or null for the envelope. */
    public @Nullable Object body() {
        return body;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
