package dev.parley.app;

import dev.parley.core.backup.Backups;
import dev.parley.core.backup.InvalidBackupException;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley backup}. */
@Command(
        name = "backup",
        description = "Writes the whole store into a file that only its owner can read. Works beside running servers on"
                + " PostgreSQL; the embedded store is backed up while the server is stopped, or by GET /backup.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to write.")
    private @Nullable Path file;

    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean force;

    @Override
    public void run() {
        Path target = Objects.requireNonNull(file).toAbsolutePath();
        if (!force && Files.exists(target)) {
            throw new StartupException("The file " + file + " is there already: name another one, or add --force");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new StartupException(
                    "The file " + file + " cannot be written: there is no directory " + target.getParent());
        }
        try (ApplicationContext context = Cli.open()) {
            Backups.Summary summary = write(context.getBean(Backups.class), target);
            Cli.out(spec).printf("%s: %d rows of %d tables%n", file, summary.rows(), summary.tables());
        } catch (IOException | UncheckedIOException e) {
            throw new StartupException("The file " + file + " cannot be written: " + e.getMessage());
        } catch (InvalidBackupException e) {
            throw new StartupException(String.valueOf(e.getMessage()));
        }
    }

    /** Under its name there is the whole file or nothing. */
    private Backups.Summary write(Backups backups, Path target) throws IOException {
        // A temporary file is its owner's alone.
        Path part = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".part");
        try {
            Backups.Summary summary;
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                summary = backups.write(Channels.newOutputStream(channel), Parley.version());
                channel.force(true);
            }
            if (!force && Files.exists(target)) {
                throw new StartupException("The file " + file + " is there by now: name another one, or add --force");
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return summary;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
