package dev.parley.host;

/** What the host's own route throws. */
final class HostException extends RuntimeException {
    HostException(String message) {
        super(message);
    }
}
