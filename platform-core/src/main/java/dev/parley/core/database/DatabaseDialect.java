package dev.parley.core.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

    /** What the migrations call the column type for bytes of any length. */
    Map<String, String> migrationPlaceholders();

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
        public Map<String, String> migrationPlaceholders() {
            return Map.of("bytes", "bytea");
        }
    }

    /**
     * H2 can undo a committed update of one transaction when another one that waited for the same row rolls back, so writing
     * transactions pass one at a time; and it answers a commit before the change is on the disk, so each is flushed. See
     * docs/decisions/0002-h2-and-postgresql.md.
     */
    final class H2 implements DatabaseDialect {
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
        public Map<String, String> migrationPlaceholders() {
            return Map.of("bytes", "binary large object");
        }

        private static void execute(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
