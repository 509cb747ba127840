package dev.parley.core.backup;

import dev.parley.core.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What belongs to the store in a database, as the database itself tells: whoever has a history of migrations, the core, a module or a
 * plug-in, has the tables whose names begin with its own. So those of a plug-in that was taken out are among them.
 *
 * @param migrations by owner, as its name stands before those of its tables: the version and checksum of each migration that has run
 * @param tables by name
 */
record Catalog(Map<String, List<String>> migrations, Map<String, Table> tables) {

    static final String CORE = "core";

    private static final String HISTORY = "_schema_history";

    /** Reads the catalog of a connection's schema. */
    static Catalog read(Connection connection) throws SQLException {
        SortedSet<String> names = Database.tables(connection);
        Map<String, List<String>> migrations = new TreeMap<>();
        for (String name : names) {
            if (name.endsWith(HISTORY)) {
                migrations.put(name.substring(0, name.length() - HISTORY.length()), migrations(connection, name));
            }
        }
        Map<String, Table> tables = new LinkedHashMap<>();
        for (String name : names) {
            if (!name.endsWith(HISTORY) && isOwned(migrations, name)) {
                tables.put(name, new Table(name, columns(connection, name)));
            }
        }
        return new Catalog(migrations, tables);
    }

    /** Whether a table or sequence belongs to the store, by its name. */
    boolean owns(String name) {
        return isOwned(migrations, name);
    }

    private static boolean isOwned(Map<String, List<String>> migrations, String name) {
        return migrations.keySet().stream().anyMatch(owner -> name.startsWith(owner + "_"));
    }

    private static List<String> migrations(Connection connection, String history) throws SQLException {
        List<String> migrations = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select version, checksum from " + Database.quoted(history)
                        + " where success and version is not null and type <> 'BASELINE' order by installed_rank")) {
            while (rows.next()) {
                migrations.add(rows.getString(1) + ":" + rows.getString(2));
            }
        }
        return migrations;
    }

    private static List<Table.Column> columns(Connection connection, String table) throws SQLException {
        List<Table.Column> columns = new ArrayList<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getColumns(connection.getCatalog(), connection.getSchema(), pattern(connection, table), "%")) {
            while (rows.next()) {
                String name = rows.getString("COLUMN_NAME");
                String type = rows.getString("TYPE_NAME");
                if (!"YES".equals(rows.getString("IS_GENERATEDCOLUMN"))) {
                    columns.add(new Table.Column(
                            name,
                            ColumnType.named(type)
                                    .orElseThrow(() ->
                                            new InvalidBackupException("The column " + name + " of the table " + table
                                                    + " has the type " + type + ", which a backup does not know")),
                            type));
                }
            }
        }
        return columns;
    }

    /** Names hold underscores, which stand for anything in a pattern. */
    private static String pattern(Connection connection, String name) throws SQLException {
        String escape = connection.getMetaData().getSearchStringEscape();
        return name.replace("_", escape + "_").replace("%", escape + "%");
    }
}
