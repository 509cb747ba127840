package dev.parley.contract;

/** Somebody has to say something in {@link Origins} before a request can be made. */
final class CannotPlaceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CannotPlaceException(String message) {
        super(message);
    }
}
