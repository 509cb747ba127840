package dev.parley.bench.floor;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Nothing, one select by primary key, one update of a row in a transaction. */
@Hidden
@Requires(property = "floor")
@Controller("/floor")
class FloorController {

    private static final int ROWS = 1000;
    private static final byte[] NOTHING = "{\"nothing\":true}".getBytes(StandardCharsets.UTF_8);

    private final DataSource database;

    FloorController(DataSource database) {
        // Not the one that knows of transactions.
        this.database = DelegatingDataSource.unwrapDataSource(database);
    }

    @EventListener
    void prepare(StartupEvent event) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists floor_row");
            statement.execute(
                    "create table floor_row(id integer primary key, n integer not null, body varchar not null)");
            for (int i = 0; i < ROWS; i++) {
                statement.execute("insert into floor_row values (" + i + ", 0, '{\"id\":" + i + ",\"text\":\""
                        + "x".repeat(400) + "\"}')");
            }
        }
    }

    @Get("/nothing")
    HttpResponse<byte[]> nothing() {
        return HttpResponse.ok(NOTHING).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    @Get("/rows/{id}")
    @ExecuteOn("floor")
    HttpResponse<byte[]> select(int id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select body from floor_row where id = ?")) {
            statement.setInt(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? HttpResponse.ok(row.getString(1).getBytes(StandardCharsets.UTF_8))
                                .contentType(MediaType.APPLICATION_JSON_TYPE)
                        : HttpResponse.notFound();
            }
        }
    }

    @Patch("/rows/{id}")
    @ExecuteOn("floor")
    HttpResponse<byte[]> update(int id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("update floor_row set n = n + 1 where id = ?")) {
                statement.setInt(1, id);
                statement.executeUpdate();
                connection.commit();
            } finally {
                connection.setAutoCommit(true);
            }
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                // As durable as PostgreSQL's commit is by itself.
                try (Statement statement = connection.createStatement()) {
                    statement.execute("checkpoint sync");
                }
            }
        }
        return HttpResponse.noContent();
    }
}
