package dev.parley.core.backup;

import dev.parley.core.database.Database;
import dev.parley.core.database.DatabaseException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The whole store as one file, which is the same on every database: every row of every table of the core, of modules and of plug-ins.
 * The file holds everything that tenants have stored and the hashes of all keys.
 */
@Singleton
public class Backups {

    private final Database database;

    Backups(Database database) {
        this.database = database;
    }

    /**
     * What a backup holds.
     *
     * @param version the version of Parley that made it
     * @param tables how many tables
     * @param rows how many rows, in all of them
     */
    public record Summary(String version, int tables, long rows) {}

    /**
     * Writes the store as it is at one moment, beside whoever changes it. One row at a time is in the memory.
     *
     * @param out is written to the end and left open
     * @param version the version of Parley, for whoever restores it
     * @throws java.io.UncheckedIOException when it cannot be written
     * @throws InvalidBackupException when a table has a column of a type that a backup does not know
     */
    public Summary write(OutputStream out, String version) {
        return database.snapshot(connection -> {
            Catalog catalog = Catalog.read(connection);
            // Read after the moment: what is in use at the moment is lower.
            return BackupWriter.write(connection, out, version, catalog, database.sequences(connection));
        });
    }

    /**
     * Reads a backup into an empty store whose tables are there, in one transaction. The file is read to its end before anything is
     * written, and what was written is read back and compared before it is committed.
     *
     * @throws InvalidBackupException when the file is not as it was written, its tables are not those of this store, the store is not
     *     empty, or a row does not fit; no row has changed
     */
    public Summary restore(Path file) {
        try {
            return new Restore(database, file).run();
        } catch (NoSuchFileException e) {
            throw new InvalidBackupException("There is no file " + file);
        } catch (IOException e) {
            throw new InvalidBackupException("The file " + file + " cannot be read: " + e.getMessage());
        } catch (InvalidBackupException e) {
            throw new InvalidBackupException("The file " + file + " cannot be restored: " + e.getMessage());
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } catch (DatabaseException e) {
            if (DatabaseException.isUnavailable(e)) {
                throw e;
            }
            throw new InvalidBackupException(
                    "The file " + file + " cannot be restored: a row does not fit this database: " + e.getMessage());
        }
    }
}
