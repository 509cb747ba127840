package dev.parley.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands share. */
final class Cli {

    private Cli() {}

    /**
     * The application on the store of the environment's settings.
     *
     * @throws StartupException when the store cannot be opened
     */
    static ApplicationContext open() {
        // What a server tells of its start is no news to who runs a command.
        ((Logger) LoggerFactory.getLogger("dev.parley")).setLevel(Level.WARN);
        return Store.open(Settings.from(System.getenv()));
    }

    /** Runs work whose {@link IllegalArgumentException}s are for the operator. */
    static <T> T checked(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new StartupException(String.valueOf(e.getMessage()));
        }
    }

    static PrintWriter out(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    /** A command that only has subcommands was called without one. */
    static CommandLine.ParameterException usage(@Nullable CommandSpec spec) {
        return new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do: one of the commands below");
    }
}
