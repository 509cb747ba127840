package dev.parley.app;

/** Why the command cannot be carried out: one line for the operator that says what to do. The exit status is 1. */
final class StartupException extends RuntimeException {
    StartupException(String line) {
        super(line, null, false, false);
    }
}
