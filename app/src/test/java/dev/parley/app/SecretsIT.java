package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants canaries where secrets and bodies go in, and searches everything that comes out: keys and passwords are nowhere but in the
 * caller's hands, and what callers send is in no log, no audit and no error.
 */
final class SecretsIT {

    private static final String KEY = "canary-bootstrap-key-0000000000000000";
    private static final String UNKNOWN_KEY = "canary-unknown-key-11111111";
    private static final String PASSWORD = "canary-database-password-2222";
    private static final String BODY = "canary-body-3333";
    private static final String QUERY = "canary-query-4444";

    /** Canaries that must be nowhere: not in the database either. */
    private final List<String> secrets = new ArrayList<>(List.of(KEY, UNKNOWN_KEY, PASSWORD));

    private final StringBuilder answers = new StringBuilder();

    @TempDir
    private Path directory;

    @Test
    void noCanaryComesOut() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            Map<String, String> settings = new HashMap<>();
            settings.put("PARLEY_BOOTSTRAP_API_KEY", KEY);
            settings.put("PARLEY_DATABASE_URL", url.replaceAll("\\?.*", ""));
            settings.put("PARLEY_DATABASE_USER", "postgres");
            settings.put("PARLEY_DATABASE_PASSWORD", PASSWORD);
            String output;
            try (ParleyProcess parley = ParleyProcess.serve(directory, settings);
                    Connection connection = DriverManager.getConnection(url)) {
                talk(parley, connection);
                parley.stop();
                output = parley.output();
                Map<String, String> tables = tables(connection);
                assertThat(tables).containsKeys("core_audit", "core_api_key", "core_idempotency", "core_entry");
                tables.forEach((name, rows) -> secrets.forEach(secret -> assertThat(rows)
                        .as("%s in %s", secret, name)
                        .doesNotContain(secret)
                        .doesNotContain(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)))));
                assertThat(tables.get("core_audit") + tables.get("core_outbox")).doesNotContain(BODY, QUERY);
                // The search can find something: what was stored is there.
                assertThat(tables.get("core_entry")).contains(BODY);
            }
            ParleyProcess list = ParleyProcess.run(directory, settings, "keys", "list");
            assertThat(list.output()).contains("key_");
            settings.put("PARLEY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/nowhere");
            ParleyProcess unreachable = ParleyProcess.run(directory, settings);
            assertThat(unreachable.output()).contains("PARLEY_DATABASE_URL");
            String printed = output + list.output() + unreachable.output();
            assertThat(printed).contains("status=\"400\"", "status=\"401\"", "status=\"500\"");
            secrets.forEach(secret -> assertThat(printed + answers).doesNotContain(secret));
            assertThat(printed + answers).doesNotContain(BODY, QUERY);
        }
    }

    @Test
    void noSettingIsPrintedByAccident() {
        Settings settings = Settings.from(Map.of(
                "PARLEY_BOOTSTRAP_API_KEY", KEY,
                "PARLEY_DATABASE_URL", "jdbc:postgresql://localhost/x?password=" + PASSWORD,
                "PARLEY_DATABASE_PASSWORD", PASSWORD));
        assertThat(settings.toString() + InsecureSettings.of(settings, directory))
                .contains("PARLEY_DATABASE_URL")
                .doesNotContain("canary");
    }

    /** Requests of every kind: those that succeed, those that fail for what is in them, and one that fails in the database. */
    private void talk(ParleyProcess parley, Connection connection) throws IOException, SQLException {
        Client client = parley.anonymous().key(KEY).with("Idempotency-Key", "once");
        String agent = "/v1/agents/"
                + client.post("/v1/agents", "{\"name\":\"agent\"}")
                        .expect(200)
                        .path("agentId")
                        .asText();
        Client caller = parley.anonymous().key(KEY);
        String topics = agent + "/branches/main/knowledge-base/topics";
        caller.post(topics, "{\"name\":\"topic\",\"content\":\"" + BODY + "\"}").expect(201);
        refused(400, caller.post(topics, "{\"name\":\"" + BODY + "\"" + BODY));
        refused(400, caller.post(topics, "{\"name\":[\"" + BODY + "\"],\"content\":5,\"isActive\":\"" + BODY + "\"}"));
        refused(400, caller.post(topics, "{\"name\":\"x\",\"content\":\"x\",\"isActive\":\"" + BODY + "\"}"));
        refused(401, parley.anonymous().key(UNKNOWN_KEY).get("/v1/agents?key=" + QUERY));
        refused(
                401,
                parley.anonymous()
                        .with("Authorization", "Bearer " + UNKNOWN_KEY)
                        .get("/api/v1/agents"));
        refused(
                401,
                parley.anonymous().with("Authorization", "Basic " + UNKNOWN_KEY).get("/prometheus"));
        refused(400, caller.get("/v1/agents?limit=" + QUERY));
        String configs = agent + "/real-time-configs/live";
        refused(
                400,
                caller.send(
                        "PUT",
                        configs,
                        "{\"schema\":{\"type\":\"" + BODY + "\"},\"variables\":{\"a\":\"" + BODY + "\"}}"));
        Client bearer = parley.anonymous().with("Authorization", "Bearer " + KEY);
        String created = bearer.with("Idempotency-Key", "a key")
                .post("/api/v1/api-keys", "{\"name\":\"ci\",\"scopes\":[\"agents:read\"]}")
                .expect(201)
                .path("data")
                .path("key")
                .asText();
        assertThat(created).startsWith("flowyte_sk_");
        secrets.add(created);
        parley.anonymous()
                .with("Authorization", "Bearer " + created)
                .get("/api/v1/agents")
                .expect(200);
        // What a database says of a statement can hold its values.
        try (Statement statement = connection.createStatement()) {
            statement.execute("create function fail() returns trigger language plpgsql as $$"
                    + " begin raise exception '%', new.body; end $$");
            statement.execute("create trigger fail before insert on core_entry for each row execute function fail()");
            refused(500, caller.post(topics, "{\"name\":\"x\",\"content\":\"" + BODY + "\"}"));
            statement.execute("drop trigger fail on core_entry");
        }
    }

    private void refused(int status, Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        answers.append(reply.text()).append(reply.headers().map());
    }

    /** All rows of all tables as text. */
    private static Map<String, String> tables(Connection connection) throws SQLException {
        Map<String, String> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = 'public'")) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
            for (String name : names) {
                StringBuilder rows = new StringBuilder();
                try (ResultSet row = statement.executeQuery("select t::text from " + name + " t")) {
                    while (row.next()) {
                        rows.append(row.getString(1)).append('\n');
                    }
                }
                tables.put(name, rows.toString());
            }
        }
        return tables;
    }
}
