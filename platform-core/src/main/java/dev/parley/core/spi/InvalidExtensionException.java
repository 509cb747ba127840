package dev.parley.core.spi;

/** A family or module that cannot work; the message is one line for the operator. */
public final class InvalidExtensionException extends RuntimeException {
    public InvalidExtensionException(String message) {
        super(message);
    }
}
