package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Sql;
import dev.parley.core.security.ApiKeys.NewApiKey;
import dev.parley.core.spi.Scope;
import dev.parley.core.testing.AccessRules;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Operation;
import dev.parley.core.testing.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may do what: the key decides, and another workspace's agents do not exist. */
abstract class AccessSuite extends AgentSuite implements AccessRules {

    private static final String OTHER_ACCOUNT = "USER_ACCESS_FORBIDDEN";

    @Override
    public boolean needsAllAgents(Operation operation) {
        return operation.method().equals("POST")
                && (operation.path().endsWith("/agents") || operation.path().endsWith("/duplicate"));
    }

    @Test
    void thereAreThirtyOperationsAndOneOfOurs() {
        assertThat(operations()).hasSize(31);
    }

    @Test
    void thereAreThreeScopes() {
        assertThat(scopes())
                .containsExactlyInAnyOrderElementsOf(
                        Scopes.ALL.stream().map(Scope::name).toList());
    }

    @Test
    void withoutAKeyEvenWhatIsNotThereIsClosed() {
        anonymous().get("/v1/nothing").expectError(401, UNAUTHENTICATED);
        anonymous().get("/v1/agents/%00/branches").expectError(401, UNAUTHENTICATED);
        anonymous().send("PUT", "/v1/agents", "{}").expectError(401, UNAUTHENTICATED);
        anonymous().post("/v1/agents", "{").expectError(401, UNAUTHENTICATED);
        anonymous().with("Content-Type", "text/plain").post("/v1/agents", "x").expectError(401, UNAUTHENTICATED);
        anonymous().get("/v1/agents?limit=x").expectError(401, UNAUTHENTICATED);
    }

    @Test
    void aKeyThatIsLimitedToSomeAgentsSeesThoseAndMakesNone() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            created.add(last(agent()));
        }
        Client caller = key(POLYAI, scopes(), Set.of(created.get(3), created.get(1), created.get(4), "nowhere"));
        List<String> visible = List.of(created.get(1), created.get(3), created.get(4));
        for (String path : List.of("/v1/agents", "/v1/accounts/" + workspace + "/agents")) {
            assertThat(texts(caller.get(path).expect(200), "agentId")).isEqualTo(visible);
            Reply page = caller.get(path + "?limit=2");
            assertThat(texts(page.expect(200), "agentId")).isEqualTo(visible.subList(0, 2));
            String next = page.next().orElseThrow();
            assertThat(texts(caller.get(next).expect(200), "agentId")).isEqualTo(visible.subList(2, 3));
        }
        assertThat(key(POLYAI, scopes(), Set.of("nowhere"))
                        .get("/v1/agents")
                        .expect(200)
                        .size())
                .isZero();
        String before = state();
        caller.post("/v1/agents", "{\"name\":\"x\"}").expectError(403, FORBIDDEN);
        caller.post("/v1/agents", "{\"name\":\"x\",\"agentId\":\"nowhere\"}").expectError(403, FORBIDDEN);
        caller.post("/v1/accounts/" + workspace + "/agents", "{\"name\":\"x\"}").expectError(403, FORBIDDEN);
        String mine = "/v1/agents/" + visible.get(0);
        caller.post(mine + "/duplicate", "{\"newAgentName\":\"x\"}").expectError(403, FORBIDDEN);
        caller.post(mine + "/duplicate", "{\"newAgentName\":\"x\",\"newAgentId\":\"nowhere\"}")
                .expectError(403, FORBIDDEN);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anotherWorkspacesAgentIsNotListedAndItsIdIsFree() {
        Client stranger = stranger();
        String before = state();
        assertThat(stranger.get("/v1/agents").expect(200)).isEmpty();
        stranger.post("/v1/agents", "{\"name\":\"x\",\"agentId\":\"" + ids.get("agentId") + "\"}")
                .expect(200);
        assertThat(state()).startsWith(before.substring(0, before.lastIndexOf('\n')));
    }

    @Test
    void anAccountPathMustBeTheKeysOwn() {
        String elsewhere = workspace + "-elsewhere";
        keys.all(elsewhere);
        String before = state();
        Client caller = client.with("X-Request-Id", "r");
        for (Operation operation : operations()) {
            if (operation.path().contains("{accountId}")) {
                List<String> answers = new ArrayList<>();
                for (String account : List.of(elsewhere, "nobodys", "%20", workspace + "%20", "..%2F" + workspace)) {
                    Reply refused = sendAt(caller, operation, Map.of("accountId", account));
                    refused.expectError(403, OTHER_ACCOUNT);
                    answers.add(refused.text());
                }
                assertThat(answers).containsOnly(answers.get(0));
            }
        }
        assertThat(state()).isEqualTo(before);
        client.get("/v1/accounts/" + workspace + "/agents").expect(200);
        assertThat(anonymous()
                        .key(keys.all(elsewhere))
                        .get("/v1/accounts/" + elsewhere + "/agents")
                        .expect(200))
                .isEmpty();
    }

    @Test
    void whoSaysNothingOrTooMuchHasNoLabel() {
        NewApiKey key = newKey();
        Client caller = anonymous().key(key.secret());
        List<@Nullable String> emails = new ArrayList<>(List.of("", " ", "x".repeat(321)));
        emails.add(null);
        int number = 0;
        for (String email : emails) {
            String request = "label-" + ++number;
            String created = caller.with("X-PolyAI-Email", email)
                    .with("X-Request-Id", request)
                    .post(agent + "/branches", "{\"branchName\":\"" + request + "\"}")
                    .expect(201)
                    .path("branchId")
                    .asText();
            List<Entry> entries = audit(request);
            assertThat(entries).hasSize(1);
            assertThat(entries.get(0).actor()).isEqualTo(key.key().id());
            assertThat(entries.get(0).label()).isNull();
            JsonNode branches = client.get(agent + "/branches").expect(200).path("branches");
            for (JsonNode line : branches) {
                if (line.path("branchId").asText().equals(created)) {
                    assertThat(line.path("createdBy").asText())
                            .isEqualTo(key.key().id());
                }
            }
        }
        String longest = "x".repeat(320);
        caller.with("X-PolyAI-Email", longest)
                .with("X-Request-Id", "longest")
                .patch(branch + "/behavior", "{\"behavior\":\"x\"}")
                .expect(200);
        assertThat(audit("longest")).extracting(Entry::label).containsExactly(longest);
    }

    @Test
    void anEmailGivesNoRights() {
        Client reader = key(POLYAI, Set.of("agents:read"), Set.of());
        reader.with("X-PolyAI-Email", "admin@example.com")
                .post("/v1/agents", "{\"name\":\"x\"}")
                .expectError(403, FORBIDDEN);
        anonymous()
                .with("X-PolyAI-Email", "admin@example.com")
                .get("/v1/agents")
                .expectError(401, UNAUTHENTICATED);
    }

    @Test
    void keysAreStoredAsHashesOnly() throws Exception {
        NewApiKey key = newKey();
        Client caller = anonymous().key(key.secret());
        caller.with("Idempotency-Key", "stored")
                .post("/v1/agents", "{\"name\":\"x\"}")
                .expect(200);
        Sql sql = context.getBean(Sql.class);
        byte[] hash = sql.first(
                        "select hash from core_api_key where id = ?",
                        row -> row.getBytes("hash"),
                        key.key().id())
                .orElseThrow();
        assertThat(hash)
                .isEqualTo(
                        MessageDigest.getInstance("SHA-256").digest(key.secret().getBytes(StandardCharsets.UTF_8)));
        List<String> tables = sql.list(
                "select table_name from information_schema.tables where lower(table_schema) = 'public'",
                row -> row.getString(1));
        assertThat(tables).contains("core_api_key", "core_audit", "core_idempotency");
        String secret = key.secret().substring("test_".length());
        assertThat(secret).hasSize(43);
        // Half of it would be too much already.
        for (String table : tables) {
            for (String row : sql.list("select * from \"" + table + "\"", AccessSuite::text)) {
                assertThat(row).doesNotContain(secret.substring(0, 21)).doesNotContain(secret.substring(22));
            }
        }
        assertThat(key.key().hint()).isEqualTo("test_" + secret.substring(0, 6));
        assertThat(key.toString()).doesNotContain(secret.substring(0, 6));
    }

    /** Every column of a row, texts as they are and bytes one a character. */
    private static String text(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            byte[] bytes = row.getObject(i) == null || row.getObject(i) instanceof Number ? null : bytes(row, i);
            text.append(bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1))
                    .append('\n');
        }
        return text.toString();
    }

    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        int type = row.getMetaData().getColumnType(column);
        boolean binary = Set.of(
                        java.sql.Types.BINARY,
                        java.sql.Types.VARBINARY,
                        java.sql.Types.LONGVARBINARY,
                        java.sql.Types.BLOB)
                .contains(type);
        return binary ? row.getBytes(column) : row.getString(column).getBytes(StandardCharsets.UTF_8);
    }

    private record Entry(String actor, @Nullable String label) {}

    private List<Entry> audit(String requestId) {
        return context.getBean(Sql.class)
                .list(
                        "select actor, label from core_audit where request_id = ? and workspace_id = ? order by id",
                        row -> new Entry(row.getString("actor"), row.getString("label")),
                        requestId,
                        workspace);
    }
}
