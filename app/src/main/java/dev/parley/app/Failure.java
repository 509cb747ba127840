package dev.parley.app;

import dev.parley.core.spi.InvalidExtensionException;
import java.net.BindException;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;

/** Turns what can go wrong at the start for reasons that an operator can mend into one line. */
final class Failure {

    private Failure() {}

    static <T> T explaining(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof InvalidExtensionException || cause instanceof ServiceConfigurationError) {
                    throw new StartupException(
                            "A plug-in cannot be used: " + cause.getMessage() + ": mend or remove it");
                }
                if (cause instanceof BindException) {
                    throw new StartupException(
                            "The address is in use by another process: stop that one, or set PARLEY_PORT or PARLEY_HOST");
                }
            }
            Optional<StartupException> plugin = Plugins.blame(e);
            if (plugin.isPresent()) {
                throw plugin.get();
            }
            throw e;
        }
    }
}
