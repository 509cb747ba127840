package dev.parley.core.database;

import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.DefaultTransactionDefinition;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform's transactions. The data source is the one that is configured under the name {@value #NAME}
 * ({@code datasources.parley.url}); a host's other data sources are left alone.
 */
@Singleton
public class Database {

    /** The name of the data source and of the executor that runs work on it. */
    public static final String NAME = "parley";

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final TransactionDefinition ONE_MOMENT = oneMoment();

    private final ConnectionOperations<Connection> connections;
    private final TransactionOperations<Connection> transactions;
    private final Sql sql;
    private final DatabaseDialect dialect;
    private final List<Runnable> afterWrites = new CopyOnWriteArrayList<>();

    Database(
            @Named(NAME) ConnectionOperations<Connection> connections,
            @Named(NAME) TransactionOperations<Connection> transactions,
            Sql sql) {
        this.connections = connections;
        this.transactions = transactions;
        this.sql = sql;
        this.dialect = connections.execute(ConnectionDefinition.DEFAULT, status -> {
            try {
                return DatabaseDialect.of(status.getConnection());
            } catch (SQLException e) {
                throw new DatabaseException(e);
            }
        });
    }

    /**
     * Runs work in a writing transaction (READ COMMITTED). When this returns, the change is committed and, on an embedded database,
     * flushed to the disk; when it throws, nothing has changed.
     *
     * @throws IllegalStateException when a writing transaction is running on this thread already: there is one a request
     */
    public <T> T write(Supplier<T> work) {
        if (isInTransaction()) {
            throw new IllegalStateException("A transaction is running already");
        }
        dialect.lockWrites();
        try {
            return connections.execute(ConnectionDefinition.DEFAULT, status -> {
                T result = transactions.execute(TransactionDefinition.DEFAULT, transaction -> sql.ending(work));
                try {
                    dialect.flush(status.getConnection());
                } catch (SQLException e) {
                    throw new DatabaseException(e);
                }
                return result;
            });
        } finally {
            dialect.unlockWrites();
            afterWrites.forEach(Runnable::run);
        }
    }

    /** Work on a connection. */
    @FunctionalInterface
    public interface ConnectionWork<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * Runs reads that all see the store as it is at the first of them, beside whoever writes. What {@link Sql} reads on this thread
     * meanwhile is among them.
     */
    public <T> T snapshot(ConnectionWork<T> work) {
        return connections.execute(ConnectionDefinition.REQUIRES_NEW, status -> {
            Connection connection = status.getConnection();
            try {
                int isolation = connection.getTransactionIsolation();
                dialect.readLazily(connection, true);
                connection.setReadOnly(true);
                connection.setTransactionIsolation(dialect.snapshotIsolation());
                connection.setAutoCommit(false);
                try {
                    return work.with(connection);
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                    connection.setTransactionIsolation(isolation);
                    connection.setReadOnly(false);
                    dialect.readLazily(connection, false);
                }
            } catch (SQLException e) {
                throw new DatabaseException(e);
            }
        });
    }

    /**
     * Fills tables in one transaction, with nobody else at work on them. Foreign keys may point to rows that are yet to come. When this
     * returns, everything is committed; when it throws, no row has changed.
     *
     * @param tables the names of all tables that the work touches
     * @param sequences where sequences are to go on, see {@link #sequences}; this is done before the work, and stays done when it fails
     * @param check runs first of all: what it throws leaves everything as it was
     */
    public void fill(
            List<String> tables, Map<String, Long> sequences, ConnectionWork<?> check, ConnectionWork<?> work) {
        dialect.lockWrites();
        try {
            connections.execute(ConnectionDefinition.REQUIRES_NEW, status -> {
                Connection connection = status.getConnection();
                try {
                    dialect.fill(connection, tables, () -> {
                        check.with(connection);
                        for (Map.Entry<String, Long> sequence : sequences.entrySet()) {
                            dialect.restartSequence(connection, sequence.getKey(), sequence.getValue());
                        }
                        work.with(connection);
                    });
                    return true;
                } catch (SQLException e) {
                    throw new DatabaseException(e);
                }
            });
        } finally {
            dialect.unlockWrites();
            afterWrites.forEach(Runnable::run);
        }
    }

    /** The next value of each sequence, by a name that is the same on every database; never lower than what is in use. */
    public Map<String, Long> sequences(Connection connection) {
        try {
            return dialect.sequences(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** The names of the tables in a connection's schema, in their order. */
    public static SortedSet<String> tables(Connection connection) throws SQLException {
        SortedSet<String> names = new TreeSet<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getTables(
                        connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    /** The name of a table or column as SQL takes any. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * Runs reads that have to fit together: all of them see the data as it was when the first began, whoever writes meanwhile. One
     * statement by itself needs no such thing. Within a writing transaction they see what it sees.
     */
    public <T> T atOneMoment(Supplier<T> reads) {
        return isInTransaction() ? reads.get() : transactions.execute(ONE_MOMENT, transaction -> reads.get());
    }

    /**
     * Runs something after each writing transaction of this process, whether or not it changed anything, on the thread of the write and
     * before its caller is told: it must be quick and must not throw.
     */
    public void afterWrites(Runnable listener) {
        afterWrites.add(listener);
    }

    private static TransactionDefinition oneMoment() {
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.Isolation.REPEATABLE_READ);
        return definition;
    }

    /** Whether a transaction is running on this thread. */
    private boolean isInTransaction() {
        return transactions.findTransactionStatus().isPresent();
    }

    /** Whether other processes may change the store too. */
    public boolean isShared() {
        return dialect.isShared();
    }

    /**
     * A condition with one parameter, a number, that holds when the running transaction has taken the lock of that number: at once, since
     * it is not waited for, and until it ends. Where writing transactions pass one at a time anyway, it always holds.
     */
    public String lockAtOnce() {
        return dialect.lockAtOnce();
    }

    @PreDestroy
    void close() {
        try {
            connections.execute(ConnectionDefinition.DEFAULT, status -> {
                try {
                    dialect.close(status.getConnection());
                    return true;
                } catch (SQLException e) {
                    throw new DatabaseException(e);
                }
            });
        } catch (RuntimeException e) {
            // An embedded database is closed by now, and giving its connection back says so.
            if (!DatabaseException.isUnavailable(e)) {
                LOG.warn("The database was not closed in order", DatabaseException.loggable(e));
            }
        }
    }
}
