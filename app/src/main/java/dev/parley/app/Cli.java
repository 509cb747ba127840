package dev.parley.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
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

    /**
     * A moment that an option gives, as it is or by its distance from now.
     *
     * @param direction 1 for moments to come, -1 for past ones
     * @throws StartupException when it is neither
     */
    static Instant moment(String option, String text, int direction) {
        try {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            if (text.matches("[0-9]{1,5}[dh]")) {
                long number = Long.parseLong(text.substring(0, text.length() - 1));
                Duration distance = text.endsWith("d") ? Duration.ofDays(number) : Duration.ofHours(number);
                return now.plus(distance.multipliedBy(direction));
            }
            return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw new StartupException(option + " takes 30d, 12h or a moment such as 2027-01-31T00:00:00Z");
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
