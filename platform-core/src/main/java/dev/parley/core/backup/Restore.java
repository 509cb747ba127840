package dev.parley.core.backup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One restoration of a backup. */
final class Restore {

    private static final int MAX_ROWS = 500;
    private static final int MAX_BYTES = 1024 * 1024;

    private final Database database;
    private final Path file;

    Restore(Database database, Path file) {
        this.database = database;
        this.file = file;
    }

    Backups.Summary run() throws IOException, SQLException {
        Catalog catalog = database.snapshot(Catalog::read);
        Map<String, Table> tables = new LinkedHashMap<>();
        BackupReader.Contents contents = BackupReader.read(file, new BackupReader.Visitor() {
            @Override
            public void header(JsonNode header) {
                requireSameMigrations(header, catalog);
            }

            @Override
            public void table(String name, JsonNode columns) {
                tables.put(name, requireSameColumns(catalog, name, columns));
            }

            @Override
            public void row(Line line) {
                // For now only the hash of it counts.
            }
        });
        Map<String, Long> sequences = new HashMap<>();
        contents.header()
                .path("sequences")
                .properties()
                .forEach(next -> sequences.put(next.getKey(), next.getValue().longValue()));
        try {
            database.fill(
                    List.copyOf(tables.keySet()),
                    sequences,
                    connection -> requireEmpty(connection, tables.values()),
                    connection -> fill(connection, tables, contents));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Backups.Summary(
                contents.header().path("parley").asText(),
                tables.size(),
                contents.rows().values().stream().mapToLong(Long::longValue).sum());
    }

    /** Rows are what the migrations of a version make of them, so they belong into tables that the same migrations made. */
    private static void requireSameMigrations(JsonNode header, Catalog catalog) {
        String version = header.path("parley").asText();
        for (Map.Entry<String, JsonNode> owner : header.path("migrations").properties()) {
            List<String> present = catalog.migrations().get(owner.getKey());
            List<String> wanted = new ArrayList<>();
            owner.getValue().forEach(migration -> wanted.add(migration.asText()));
            if (present == null) {
                throw new InvalidBackupException("it has tables of " + owner.getKey()
                        + ", which is not here: put the jar of that module into the plug-ins directory");
            }
            if (!present.equals(wanted)) {
                boolean isOlder = present.size() > wanted.size()
                        && present.subList(0, wanted.size()).equals(wanted);
                throw new InvalidBackupException("Parley " + version + " made it, whose tables of " + owner.getKey()
                        + " are at migration " + last(wanted) + " and these at " + last(present)
                        + ": restore it with that version"
                        + (isOlder ? ", then start this one on the restored store" : ""));
            }
        }
    }

    private static String last(List<String> migrations) {
        return migrations.isEmpty()
                ? "0"
                : migrations.get(migrations.size() - 1).replaceAll(":.*", "");
    }

    /** The table of this store with the columns in the order of the backup. */
    private static Table requireSameColumns(Catalog catalog, String name, JsonNode columns) {
        Table present = catalog.tables().get(name);
        List<Table.Column> ordered = new ArrayList<>();
        for (Map.Entry<String, JsonNode> column : columns.properties()) {
            if (present != null) {
                present.columns().stream()
                        .filter(known -> known.name().equals(column.getKey())
                                && known.type().name().equals(column.getValue().asText()))
                        .forEach(ordered::add);
            }
        }
        if (present == null
                || ordered.size() != columns.size()
                || ordered.size() != present.columns().size()) {
            throw new InvalidBackupException("its table " + name + " has other columns than the one here");
        }
        return new Table(name, ordered);
    }

    /** Without workspaces and keys, what modules have can only be what their migrations put there. */
    private static boolean requireEmpty(Connection connection, Iterable<Table> tables) throws SQLException {
        for (Table table : tables) {
            if (table.name().startsWith(Catalog.CORE + "_")) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows =
                                statement.executeQuery("select 1 from " + Database.quoted(table.name()) + " limit 1")) {
                    if (rows.next()) {
                        throw new InvalidBackupException("the store is not empty (" + table.name()
                                + " has rows): restore into a new database or data directory");
                    }
                }
            }
        }
        return true;
    }

    private boolean fill(Connection connection, Map<String, Table> tables, BackupReader.Contents contents)
            throws SQLException {
        for (Table table : tables.values()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("delete from " + Database.quoted(table.name()));
            }
        }
        Inserts inserts = new Inserts(connection, tables);
        try {
            BackupReader.Contents again = BackupReader.read(file, inserts);
            inserts.finish();
            if (!again.sha256().equals(contents.sha256())) {
                throw new InvalidBackupException("it was changed while it was read");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Table table : tables.values()) {
            RowLines.Sum stored = new RowLines.Sum();
            RowLines.read(connection, table, stored::add);
            if (!stored.value().equals(inserts.sum(table))) {
                throw new InvalidBackupException(
                        "what this database gives back of the table " + table.name() + " is not what was put in");
            }
        }
        return true;
    }

    /** Inserts the rows of a backup as they come, some at a time. */
    private static final class Inserts implements BackupReader.Visitor {
        private final Connection connection;
        private final Map<String, Table> tables;
        private final Map<String, RowLines.Sum> written = new HashMap<>();
        private @Nullable Batch batch;

        Inserts(Connection connection, Map<String, Table> tables) {
            this.connection = connection;
            this.tables = tables;
        }

        @Override
        public void header(JsonNode header) {
            // It was looked at before.
        }

        @Override
        public void table(String name, JsonNode columns) throws SQLException {
            finish();
            Table table = Objects.requireNonNull(tables.get(name));
            RowLines.Sum sum = new RowLines.Sum();
            written.put(name, sum);
            batch = new Batch(table, connection.prepareStatement(table.insert()), sum);
        }

        @Override
        public void row(Line line) throws IOException, SQLException {
            Objects.requireNonNull(batch).add(line);
        }

        /** Inserts what waits, and lets the statement go. */
        void finish() throws SQLException {
            Batch last = batch;
            batch = null;
            if (last != null) {
                try (PreparedStatement statement = last.statement) {
                    statement.executeBatch();
                }
            }
        }

        BigInteger sum(Table table) {
            return Objects.requireNonNull(written.get(table.name())).value();
        }
    }

    /** Rows of one table that are inserted together. */
    private static final class Batch {
        private final Table table;
        private final PreparedStatement statement;
        private final RowLines.Sum sum;
        private int rows;
        private int bytes;

        Batch(Table table, PreparedStatement statement, RowLines.Sum sum) {
            this.table = table;
            this.statement = statement;
            this.sum = sum;
        }

        void add(Line line) throws IOException, SQLException {
            JsonNode values = RowLines.parse(line);
            for (int i = 0; i < table.columns().size(); i++) {
                table.columns().get(i).type().bind(statement, i + 1, values.path(i));
            }
            statement.addBatch();
            sum.add(line);
            rows++;
            bytes += line.size();
            if (rows >= MAX_ROWS || bytes >= MAX_BYTES) {
                statement.executeBatch();
                rows = 0;
                bytes = 0;
            }
        }
    }
}
