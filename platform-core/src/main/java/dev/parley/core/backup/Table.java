package dev.parley.core.backup;

import dev.parley.core.database.Database;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of the store.
 *
 * @param name its name
 * @param columns the columns that hold what is stored in them, and not what the database computes from others
 */
record Table(String name, List<Column> columns) {

    /**
     * A column.
     *
     * @param name its name
     * @param type what a backup calls its type
     * @param databaseType what the database calls it
     */
    record Column(String name, ColumnType type, String databaseType) {}

    /** A query for all rows. */
    String select() {
        return "select " + names() + " from " + Database.quoted(name);
    }

    /** A statement for one row, with a value for every column; also where the database would give an identity itself. */
    String insert() {
        return "insert into " + Database.quoted(name) + "(" + names() + ") overriding system value values ("
                + columns.stream()
                        .map(column -> column.type().placeholder(column.databaseType()))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private String names() {
        return columns.stream().map(column -> Database.quoted(column.name())).collect(Collectors.joining(", "));
    }
}
