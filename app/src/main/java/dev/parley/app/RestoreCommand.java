package dev.parley.app;

import dev.parley.core.backup.Backups;
import dev.parley.core.backup.InvalidBackupException;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley restore}. */
@Command(
        name = "restore",
        description =
                "Reads a backup into an empty store, embedded or PostgreSQL, whichever the backup is from. Either all"
                        + " of it is there afterwards or nothing.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file that parley backup or GET /backup made.")
    private @Nullable Path file;

    @Override
    public void run() {
        if (!Files.exists(Objects.requireNonNull(file))) {
            throw new StartupException("There is no file " + file);
        }
        try (ApplicationContext context = Cli.open()) {
            Backups.Summary summary = context.getBean(Backups.class).restore(file);
            Cli.out(spec).printf("%s: restored %d rows of %d tables%n", file, summary.rows(), summary.tables());
        } catch (InvalidBackupException e) {
            throw new StartupException(String.valueOf(e.getMessage()));
        }
    }
}
