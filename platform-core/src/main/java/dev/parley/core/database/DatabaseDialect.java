package dev.parley.core.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Everything in which H2 and PostgreSQL differ for us. All other SQL is the same text on both.
 */
interface DatabaseDialect {

    /** Taken before the connection of a writing transaction and released after its end. */
    void lockWrites();

    /** Releases {@link #lockWrites}. */
    void unlockWrites();

    /** Runs on the connection of a writing transaction after its commit and before anybody is told of it. */
    void flush(Connection connection) throws SQLException;

    /** Runs once when the application stops. */
    void close(Connection connection) throws SQLException;

    /** Whether several processes can use one database. */
    boolean isShared();

    /** See {@link Database#lockAtOnce}. */
    String lockAtOnce();

    /** Whether a prepared statement can be several, with semicolons between them, that make one round trip together. */
    boolean takesSeveralStatements();

    /** Whether {@link CopiedRows} do what inserts do. */
    boolean copiesRows();

    /**
     * What migrations can say: {@code ${bytes}} is the column type for bytes of any length, and a line that begins with {@code
     * ${postgresql}} is a comment on other databases.
     */
    Map<String, String> migrationPlaceholders();

    /** The isolation level at which a transaction sees the whole store as of its first statement. */
    int snapshotIsolation();

    /** Whether results are to be read as they are fetched, instead of gathered in the memory first, where that is to be said. */
    void readLazily(Connection connection, boolean lazily) throws SQLException;

    /**
     * Runs work that fills tables, in a transaction of its own: nobody else changes them meanwhile, and foreign keys may point to rows
     * that are yet to come.
     */
    void fill(Connection connection, List<String> tables, Work work) throws SQLException;

    /** The next value of each sequence: of those that belong to a column by {@code table.column}, of others by their name. */
    Map<String, Long> sequences(Connection connection) throws SQLException;

    /** Has a sequence go on with a value, for good; this may end the running transaction. */
    void restartSequence(Connection connection, String name, long next) throws SQLException;

    /** What runs in a transaction. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Runs work in a transaction, on a connection that is in none. */
    static void transact(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } finally {
            // Without effect after a commit.
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Runs a statement without values. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The dialect of a database, by the name it gives itself. */
    static DatabaseDialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> new H2();
            case "PostgreSQL" -> new PostgreSql();
            default ->
                throw new IllegalStateException(
                        "The database is " + product + "; only H2 and PostgreSQL are supported");
        };
    }

    /** PostgreSQL locks rows, flushes on commit and vacuums by itself. */
    final class PostgreSql implements DatabaseDialect {
        @Override
        public void lockWrites() {}

        @Override
        public void unlockWrites() {}

        @Override
        public void flush(Connection connection) {}

        @Override
        public void close(Connection connection) {}

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public String lockAtOnce() {
            return "pg_try_advisory_xact_lock(?)";
        }

        @Override
        public boolean takesSeveralStatements() {
            return true;
        }

        @Override
        public boolean copiesRows() {
            return true;
        }

        @Override
        public Map<String, String> migrationPlaceholders() {
            return Map.of("bytes", "bytea", "postgresql", "");
        }

        @Override
        public int snapshotIsolation() {
            return Connection.TRANSACTION_REPEATABLE_READ;
        }

        @Override
        public void readLazily(Connection connection, boolean lazily) {
            // Statements with a fetch size are, in a transaction.
        }

        @Override
        public void fill(Connection connection, List<String> tables, Work work) throws SQLException {
            List<String> names = tables.stream().map(Database::quoted).toList();
            transact(connection, () -> {
                execute(connection, "lock table " + String.join(", ", names) + " in access exclusive mode");
                List<String> foreignKeys = foreignKeys(connection, tables);
                for (String foreignKey : foreignKeys) {
                    execute(connection, foreignKey + " deferrable initially deferred");
                }
                work.run();
                execute(connection, "set constraints all immediate");
                for (String foreignKey : foreignKeys) {
                    execute(connection, foreignKey + " not deferrable");
                }
            });
            // Without statistics the first plans would be those of empty tables.
            for (String name : names) {
                execute(connection, "analyze " + name);
            }
        }

        /** The beginnings of the statements that alter the foreign keys which cannot be deferred. */
        private static List<String> foreignKeys(Connection connection, List<String> tables) throws SQLException {
            List<String> found = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                            select t.relname, k.conname from pg_constraint k join pg_class t on t.oid = k.conrelid
                            where k.contype = 'f' and not k.condeferrable and t.relnamespace = current_schema()::regnamespace""")) {
                while (rows.next()) {
                    if (tables.contains(rows.getString(1))) {
                        found.add("alter table " + Database.quoted(rows.getString(1)) + " alter constraint "
                                + Database.quoted(rows.getString(2)));
                    }
                }
            }
            return found;
        }

        @Override
        public Map<String, Long> sequences(Connection connection) throws SQLException {
            Map<String, Long> next = new HashMap<>();
            for (Map.Entry<String, String> sequence : sequenceNames(connection).entrySet()) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(
                                "select last_value, is_called from " + Database.quoted(sequence.getValue()))) {
                    row.next();
                    next.put(sequence.getKey(), row.getLong(1) + (row.getBoolean(2) ? 1 : 0));
                }
            }
            return next;
        }

        @Override
        public void restartSequence(Connection connection, String name, long next) throws SQLException {
            String sequence = sequenceNames(connection).get(name);
            if (sequence != null) {
                execute(connection, "alter sequence " + Database.quoted(sequence) + " restart with " + next);
            }
        }

        /** What PostgreSQL calls the sequences, by what we do. */
        private static Map<String, String> sequenceNames(Connection connection) throws SQLException {
            Map<String, String> names = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                            select coalesce(t.relname || '.' || c.attname, s.relname), s.relname
                            from pg_class s
                            left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid
                              and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
                            left join pg_class t on t.oid = d.refobjid
                            left join pg_attribute c on c.attrelid = d.refobjid and c.attnum = d.refobjsubid
                            where s.relkind = 'S' and s.relnamespace = current_schema()::regnamespace""")) {
                while (rows.next()) {
                    names.put(rows.getString(1), rows.getString(2));
                }
            }
            return names;
        }
    }

    /**
     * H2 can undo a committed update of one transaction when another one that waited for the same row rolls back, so writing
     * transactions pass one at a time; and it answers a commit before the change is on the disk, so each is flushed. See
     * docs/decisions/0002-h2-and-postgresql.md.
     */
    final class H2 implements DatabaseDialect {
        /** What H2 calls its level in JDBC. */
        private static final int SNAPSHOT = 6;

        private final Lock writes = new ReentrantLock(true);

        @Override
        public void lockWrites() {
            writes.lock();
        }

        @Override
        public void unlockWrites() {
            writes.unlock();
        }

        @Override
        public void flush(Connection connection) throws SQLException {
            execute(connection, "checkpoint sync");
        }

        @Override
        public void close(Connection connection) throws SQLException {
            execute(connection, "shutdown compact");
        }

        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public String lockAtOnce() {
            return "cast(? as bigint) is not null";
        }

        @Override
        public boolean takesSeveralStatements() {
            // There is no way to go, and only the first could have values.
            return false;
        }

        @Override
        public boolean copiesRows() {
            return false;
        }

        @Override
        public Map<String, String> migrationPlaceholders() {
            return Map.of("bytes", "binary large object", "postgresql", "--");
        }

        /** With REPEATABLE READ only the tables of the first statement are seen as of that moment. */
        @Override
        public int snapshotIsolation() {
            return SNAPSHOT;
        }

        @Override
        public void readLazily(Connection connection, boolean lazily) throws SQLException {
            execute(connection, "set lazy_query_execution " + (lazily ? 1 : 0));
        }

        @Override
        public void fill(Connection connection, List<String> tables, Work work) throws SQLException {
            // Both settings would end the transaction.
            execute(connection, "set referential_integrity false");
            try {
                transact(connection, work);
            } finally {
                execute(connection, "set referential_integrity true");
            }
            flush(connection);
        }

        @Override
        public Map<String, Long> sequences(Connection connection) throws SQLException {
            Map<String, Long> next = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                            select table_name || '.' || column_name, identity_base from information_schema.columns
                            where is_identity = 'YES' and table_schema = schema()
                            union all
                            select sequence_name, base_value from information_schema.sequences
                            where sequence_schema = schema()""")) {
                while (rows.next()) {
                    next.put(rows.getString(1), rows.getLong(2));
                }
            }
            return next;
        }

        @Override
        public void restartSequence(Connection connection, String name, long next) throws SQLException {
            String[] parts = name.split("[.]", 2);
            String altered = parts.length == 1
                    ? "alter sequence " + Database.quoted(name)
                    : "alter table " + Database.quoted(parts[0]) + " alter column " + Database.quoted(parts[1]);
            execute(connection, altered + " restart with " + next);
        }
    }
}
