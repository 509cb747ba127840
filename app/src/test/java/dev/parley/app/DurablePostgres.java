package dev.parley.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.HashMap;
import java.util.Map;

/** A PostgreSQL that keeps what it acknowledges: a server for tests does not flush unless it is told to. */
public final class DurablePostgres {

    private DurablePostgres() {}

    /** A server that is yet to be started. */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
    }

    /** The JDBC URL of its database, without user and password. */
    public static String url(EmbeddedPostgres server) {
        return server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
    }

    /** The settings of an instance on it; they can be added to. */
    public static Map<String, String> settings(EmbeddedPostgres server) {
        Map<String, String> settings = new HashMap<>();
        settings.put("PARLEY_DATABASE_URL", url(server));
        settings.put("PARLEY_DATABASE_USER", "postgres");
        settings.put("PARLEY_DATABASE_PASSWORD", "postgres");
        return settings;
    }
}
