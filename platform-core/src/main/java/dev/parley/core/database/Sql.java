package dev.parley.core.database;

import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs hand-written SQL on the connection of the running transaction, or on one of its own for the one statement. Values are bound by
 * position: strings, numbers, booleans, byte arrays, {@link Instant}s, arrays of strings and of byte arrays, and null.
 */
@Singleton
public final class Sql {

    /** So many statements are worth a place of their own among the prepared ones. */
    private static final int FEW = 16;

    private static final Batch COMMIT = Batch.of("commit");

    private final ConnectionOperations<Connection> connections;
    private final DatabaseDialect dialect;

    /** What is left for the end of the write that runs on a thread; null when none runs. */
    private final ThreadLocal<@Nullable List<Batch>> last = new ThreadLocal<>();

    Sql(@Named(Database.NAME) ConnectionOperations<Connection> connections) {
        this.connections = connections;
        this.dialect = on(DatabaseDialect::of);
    }

    /**
     * A statement that is run with each of some rows of values.
     *
     * @param sql an insert, update or delete
     * @param rows the values of each run, in the order of the runs; without any, nothing happens
     */
    public record Batch(String sql, List<@Nullable Object[]> rows) {
        /** A statement that is run once. */
        public static Batch of(String sql, @Nullable Object... values) {
            return new Batch(sql, Collections.singletonList(values));
        }
    }

    /**
     * A query.
     *
     * @param values what is bound
     */
    public record Query<T>(
            String sql, RowMapper<T> mapper, @Nullable Object[] values) {
        /** A query with some values. */
        public static <T> Query<T> of(String sql, RowMapper<T> mapper, @Nullable Object... values) {
            return new Query<>(sql, mapper, values);
        }
    }

    /** All rows of each of two queries. */
    public record Rows<A, B>(List<A> first, List<B> second) {}

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowMapper<T> {
        /**
         * @param row positioned on the row
         */
        T map(ResultSet row) throws SQLException;
    }

    /** All rows of a query; what it can return is bounded by the query itself. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... values) {
        return run(sql, statement -> {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return all(rows, mapper);
            }
        });
    }

    /** The same. */
    public <T> List<T> list(Query<T> query) {
        return list(query.sql(), query.mapper(), query.values());
    }

    /** The same of two queries, one after the other: the second sees what the first has waited for. One round trip where the driver can. */
    public <A, B> Rows<A, B> list(Query<A> first, Query<B> second) {
        if (!dialect.takesSeveralStatements()) {
            return new Rows<>(list(first), list(second));
        }
        return run(first.sql() + ";\n" + second.sql(), statement -> {
            bind(
                    statement,
                    Stream.of(first.values(), second.values())
                            .flatMap(Arrays::stream)
                            .toArray());
            statement.execute();
            List<A> ofFirst = all(statement.getResultSet(), first.mapper());
            statement.getMoreResults();
            return new Rows<>(ofFirst, all(statement.getResultSet(), second.mapper()));
        });
    }

    private static <T> List<T> all(ResultSet rows, RowMapper<T> mapper) throws SQLException {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
            result.add(mapper.map(rows));
        }
        return result;
    }

    /** The first row of a query, or empty. */
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... values) {
        return run(sql, statement -> {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
            }
        });
    }

    /** Runs an insert, update or delete and tells how many rows it touched. */
    public int update(String sql, @Nullable Object... values) {
        return run(sql, statement -> {
            bind(statement, values);
            return statement.executeUpdate();
        });
    }

    /**
     * Runs an insert into a table with an identity column named {@code id}.
     *
     * @return the new id, or empty when nothing was inserted
     */
    public Optional<Long> insert(String sql, @Nullable Object... values) {
        return on(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"id"})) {
                bind(statement, values);
                if (statement.executeUpdate() == 0) {
                    return Optional.empty();
                }
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    return keys.next() ? Optional.of(keys.getLong(1)) : Optional.empty();
                }
            }
        });
    }

    /** Runs one statement with each of the rows of values, in one round trip where the driver can; nothing when there are none. */
    public void batch(String sql, List<@Nullable Object[]> rows) {
        run(List.of(new Batch(sql, rows)));
    }

    /** Runs batches one after the other: all of them in one round trip where the driver can and they are few, else one each. */
    public void run(List<Batch> batches) {
        List<Batch> some = some(batches);
        if (some.size() > 1 && canRunTogether(some)) {
            runTogether(some);
        } else {
            some.forEach(this::run);
        }
    }

    /**
     * Runs batches that nothing waits for, in the running write: before anything else that is run here, or with its commit, in one round
     * trip where the driver can and they are few. Only what runs here sees them before that.
     */
    public void runLast(List<Batch> batches) {
        List<Batch> waiting = last.get();
        if (waiting == null) {
            run(batches);
        } else {
            waiting.addAll(batches);
        }
    }

    /** Runs a write, in its transaction, and what it has left for the end, as far as the driver can with the commit. */
    <T> T ending(Supplier<T> write) {
        last.set(new ArrayList<>());
        try {
            T result = write.get();
            List<Batch> some = some(Objects.requireNonNull(last.get()));
            last.remove();
            if (!some.isEmpty() && canRunTogether(some)) {
                // The driver knows that no transaction is open then, and whoever commits does nothing.
                runTogether(Stream.concat(some.stream(), Stream.of(COMMIT)).toList());
            } else {
                run(some);
            }
            return result;
        } finally {
            last.remove();
        }
    }

    private static List<Batch> some(List<Batch> batches) {
        return batches.stream().filter(batch -> !batch.rows().isEmpty()).toList();
    }

    private boolean canRunTogether(List<Batch> batches) {
        return dialect.takesSeveralStatements()
                && batches.stream().mapToInt(batch -> batch.rows().size()).sum() <= FEW;
    }

    private void runTogether(List<Batch> batches) {
        List<String> statements = new ArrayList<>();
        List<@Nullable Object> all = new ArrayList<>();
        for (Batch batch : batches) {
            for (@Nullable Object[] values : batch.rows()) {
                statements.add(batch.sql());
                all.addAll(Arrays.asList(values));
            }
        }
        run(String.join(";\n", statements), statement -> {
            bind(statement, all.toArray());
            return statement.execute();
        });
    }

    /**
     * Makes an insert of many rows ready, on whatever thread. Running the result, once and in the transaction that it belongs to, is sooner
     * done than {@link #run} where the database has a way.
     *
     * @param insert of the form {@code insert into table(columns) values (?, ...)}, each column by a parameter alone and none of them an
     *     array
     */
    public Runnable loading(Batch insert) {
        if (insert.rows().isEmpty() || !dialect.copiesRows()) {
            return () -> run(List.of(insert));
        }
        Database.ConnectionWork<Long> copy = CopiedRows.of(insert);
        return () -> on(copy);
    }

    private void run(Batch batch) {
        run(batch.sql(), statement -> {
            for (@Nullable Object[] values : batch.rows()) {
                bind(statement, values);
                statement.addBatch();
            }
            for (int count : statement.executeBatch()) {
                if (count == Statement.EXECUTE_FAILED) {
                    throw new SQLException("A statement of a batch failed");
                }
            }
            return batch.rows().size();
        });
    }

    private <T> T run(String sql, Work<T> work) {
        return on(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return work.with(statement);
            }
        });
    }

    private <T> T on(Database.ConnectionWork<T> work) {
        List<Batch> waiting = last.get();
        if (waiting != null && !waiting.isEmpty()) {
            List<Batch> before = List.copyOf(waiting);
            waiting.clear();
            run(before);
        }
        return connections.execute(ConnectionDefinition.DEFAULT, status -> {
            try {
                return work.with(status.getConnection());
            } catch (SQLException e) {
                throw new DatabaseException(e);
            }
        });
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
    }

    /** A timestamp column, or null. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, java.time.OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }
}
