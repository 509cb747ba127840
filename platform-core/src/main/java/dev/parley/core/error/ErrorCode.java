package dev.parley.core.error;

/**
 * An error that an API can answer with: its status, its code on the wire and its usual message. Modules declare theirs as the
 * constants of an enum, so that the list of errors of a module is one file.
 */
public interface ErrorCode {

    /** The HTTP status, 400 to 599. */
    int status();

    /** The code on the wire, a declared constant in the style of the family. */
    String code();

    /** What the caller reads when the thrower has nothing more precise to say; one sentence, no internal detail. */
    String message();

    /** An exception with this code and its usual message. */
    default ApiException exception() {
        return new ApiException(this, message());
    }

    /**
     * An exception with this code.
     *
     * @param message what the caller reads instead of the usual message
     */
    default ApiException exception(String message) {
        return new ApiException(this, message);
    }
}
