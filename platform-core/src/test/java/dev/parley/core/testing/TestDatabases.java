package dev.parley.core.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Empty databases for tests: a file of H2, or a database on a PostgreSQL server that is started once a JVM. */
public final class TestDatabases {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private TestDatabases() {}

    /** The properties of a new H2 file database, as an application has them. */
    public static Map<String, String> h2() {
        try {
            Path directory = Files.createTempDirectory("parley-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return properties(
                    "jdbc:h2:file:" + directory.resolve("parley")
                            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;RETENTION_TIME=1000;DB_CLOSE_ON_EXIT=FALSE",
                    "",
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The properties of a new PostgreSQL database. */
    public static Map<String, String> postgreSql() {
        return properties(postgreSqlUrl(), "postgres", "postgres");
    }

    /** The URL of a new PostgreSQL database; user and password are postgres. */
    public static synchronized String postgreSqlUrl() {
        try {
            if (server == null) {
                EmbeddedPostgres started = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
                server = started;
            }
            String name = "test" + NUMBER.incrementAndGet();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return server.getJdbcUrl("postgres", name).replaceAll("\\?.*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(EmbeddedPostgres started) {
        try {
            started.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The properties of an application on a database. */
    public static Map<String, String> properties(String url, String user, String password) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("micronaut.server.port", "-1");
        properties.put("datasources.parley.url", url);
        properties.put("datasources.parley.username", user);
        properties.put("datasources.parley.password", password);
        properties.put("datasources.parley.maximum-pool-size", "12");
        properties.put("datasources.parley.minimum-idle", "1");
        return properties;
    }
}
