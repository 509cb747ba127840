package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Sql;
import dev.parley.core.json.StrictJson;
import dev.parley.core.security.ApiKeys.NewApiKey;
import dev.parley.core.spi.Scope;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may do what: the key decides, and another workspace's agents do not exist. */
abstract class AccessSuite extends AgentSuite {

    private static final String UNAUTHENTICATED = "AUTH_USER_INVALID_TOKEN";
    private static final String FORBIDDEN = "ACCOUNT_INSUFFICIENT_PERMISSIONS";
    private static final String OTHER_ACCOUNT = "USER_ACCESS_FORBIDDEN";
    private static final Set<String> POLYAI = Set.of("polyai");
    private static final Set<String> SCOPES =
            Scopes.ALL.stream().map(Scope::name).collect(Collectors.toUnmodifiableSet());

    @Test
    void theseAreAllOperations() throws IOException {
        List<String> documented = new ArrayList<>();
        try (InputStream document = AgentsModule.class.getResourceAsStream(
                "/" + new AgentsModule().openApi().orElseThrow())) {
            StrictJson.parse(Objects.requireNonNull(document).readAllBytes())
                    .path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .fieldNames()
                            .forEachRemaining(method ->
                                    documented.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        }
        assertThat(Operation.ALL)
                .hasSize(30)
                .extracting(Operation::toString)
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void aKeyWithTheScopeAloneIsEnough() {
        for (Operation operation : Operation.ALL) {
            newAgent();
            send(key(POLYAI, Set.of(operation.scope()), Set.of()), operation).expect(operation.status());
        }
    }

    @Test
    void aKeyThatIsLimitedToTheAgentIsEnoughForIt() {
        for (Operation operation : Operation.ALL) {
            if (!operation.makesAnAgent()) {
                newAgent();
                send(key(POLYAI, Set.of(operation.scope()), Set.of("other", ids.get("agentId"))), operation)
                        .expect(operation.status());
            }
        }
    }

    @Test
    void withoutAKeyNothingIsOpen() {
        String expired = keys.create(
                        workspace, POLYAI, SCOPES, Set.of(), Instant.now().minus(1, ChronoUnit.SECONDS))
                .secret();
        NewApiKey revoked = keys.create(workspace, POLYAI, SCOPES, Set.of(), null);
        assertThat(keys.revoke(revoked.key())).isTrue();
        NewApiKey valid = keys.create(workspace, POLYAI, SCOPES, Set.of(), null);
        String before = state();
        for (Operation operation : Operation.ALL) {
            for (Client caller : List.of(
                    anonymous(),
                    anonymous().key(""),
                    anonymous().key("unknown"),
                    anonymous().key(expired),
                    anonymous().key(revoked.secret()),
                    anonymous().key(valid.key().id()),
                    anonymous().key(valid.secret() + "x"),
                    anonymous().key("x" + valid.secret()),
                    anonymous().key(valid.secret().substring(1)),
                    anonymous().key(swapCase(valid.secret())),
                    anonymous().with("Authorization", "Bearer " + valid.secret()))) {
                assertThat(send(caller, operation)
                                .expectError(401, UNAUTHENTICATED)
                                .path("errors")
                                .isMissingNode())
                        .isTrue();
            }
        }
        assertThat(state()).isEqualTo(before);
        anonymous().with("X-API-KEY", valid.secret()).get("/v1/agents").expect(200);
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
    void aKeyExpires() throws InterruptedException {
        Instant end = Instant.now().plus(1500, ChronoUnit.MILLIS);
        Client caller = anonymous()
                .key(keys.create(workspace, POLYAI, SCOPES, Set.of(), end).secret());
        caller.get("/v1/agents").expect(200);
        caller.post("/v1/agents", "{\"name\":\"x\"}").expect(200);
        while (Instant.now().isBefore(end.plusMillis(1))) {
            Thread.sleep(20);
        }
        caller.get("/v1/agents").expectError(401, UNAUTHENTICATED);
        caller.post("/v1/agents", "{\"name\":\"x\"}").expectError(401, UNAUTHENTICATED);
        anonymous()
                .key(keys.create(workspace, POLYAI, SCOPES, Set.of(), end.plus(1, ChronoUnit.HOURS))
                        .secret())
                .get("/v1/agents")
                .expect(200);
    }

    @Test
    void aRevokedKeyIsRefusedFromTheNextRequestOn() {
        NewApiKey revoked = keys.create(workspace, POLYAI, SCOPES, Set.of(), null);
        Client other = key(POLYAI, SCOPES, Set.of());
        Client caller = anonymous().key(revoked.secret());
        caller.get("/v1/agents").expect(200);
        assertThat(keys.revoke(revoked.key())).isTrue();
        caller.get("/v1/agents").expectError(401, UNAUTHENTICATED);
        other.get("/v1/agents").expect(200);
        assertThat(keys.revoke(revoked.key())).isFalse();
    }

    @Test
    void theOtherScopesAreNotEnough() {
        String before = state();
        for (Operation operation : Operation.ALL) {
            Set<String> others = SCOPES.stream()
                    .filter(scope -> !scope.equals(operation.scope()))
                    .collect(Collectors.toCollection(java.util.HashSet::new));
            assertThat(others).hasSize(SCOPES.size() - 1);
            others.addAll(List.of("agents", "agents:", "agents:*", operation.scope() + "x", "x" + operation.scope()));
            Client caller = key(POLYAI, others, Set.of());
            assertThat(send(caller, operation)
                            .expectError(403, FORBIDDEN)
                            .path("message")
                            .asText())
                    .contains(operation.scope());
            // The scope is asked for before anything is looked up or read.
            Map<String, String> elsewhere = new LinkedHashMap<>(ids);
            elsewhere.put("agentId", "nowhere");
            caller.send(
                            operation.method(),
                            operation.at(elsewhere),
                            operation.body().isEmpty() ? null : "{")
                    .expectError(403, FORBIDDEN);
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aKeyForAnotherFamilyIsNotEnough() {
        String before = state();
        Client caller = key(Set.of("other", "polyai2", "POLYAI"), Set.of("*"), Set.of());
        for (Operation operation : Operation.ALL) {
            send(caller, operation).expectError(403, FORBIDDEN);
        }
        caller.get("/v1/nothing").expectError(403, FORBIDDEN);
        assertThat(state()).isEqualTo(before);
        key(Set.of("other", "polyai"), Set.of("*"), Set.of()).get("/v1/agents").expect(200);
        key(Set.of("*"), Set.of("*"), Set.of()).get("/v1/agents").expect(200);
    }

    @Test
    void aKeyThatIsLimitedToAnotherAgentIsNotEnough() {
        String other = last(agent());
        String before = state();
        Client caller = key(POLYAI, SCOPES, Set.of(other));
        for (Operation operation : Operation.onAnAgent()) {
            Reply refused = send(caller.with("X-Request-Id", "r"), operation);
            refused.expectError(403, FORBIDDEN);
            // What the key may not see it learns nothing about.
            Map<String, String> nowhere = new LinkedHashMap<>(ids);
            nowhere.put("agentId", "nowhere");
            assertThat(caller.with("X-Request-Id", "r")
                            .send(
                                    operation.method(),
                                    operation.at(nowhere),
                                    operation.body().isEmpty() ? null : operation.body())
                            .text())
                    .isEqualTo(refused.text());
        }
        assertThat(state()).isEqualTo(before);
        caller.get("/v1/agents/" + other + "/branches").expect(200);
    }

    @Test
    void aKeyThatIsLimitedToSomeAgentsSeesThoseAndMakesNone() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            created.add(last(agent()));
        }
        Client caller = key(POLYAI, SCOPES, Set.of(created.get(3), created.get(1), created.get(4), "nowhere"));
        List<String> visible = List.of(created.get(1), created.get(3), created.get(4));
        for (String path : List.of("/v1/agents", "/v1/accounts/" + workspace + "/agents")) {
            assertThat(texts(caller.get(path).expect(200), "agentId")).isEqualTo(visible);
            Reply page = caller.get(path + "?limit=2");
            assertThat(texts(page.expect(200), "agentId")).isEqualTo(visible.subList(0, 2));
            String next = page.headers().firstValue("Link").orElseThrow().replaceAll("<(.*)>; rel=\"next\"", "$1");
            assertThat(texts(caller.get(next).expect(200), "agentId")).isEqualTo(visible.subList(2, 3));
        }
        assertThat(key(POLYAI, SCOPES, Set.of("nowhere"))
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
    void anotherWorkspacesAgentDoesNotExist() {
        Client stranger = stranger();
        String before = state();
        Map<String, String> nowhere = new LinkedHashMap<>(ids);
        nowhere.put("agentId", "PROJECT-NOWHERE1");
        for (Operation operation : Operation.onAnAgent()) {
            String body = operation.body().isEmpty() ? null : operation.body();
            Reply theirs = stranger.send(operation.method(), operation.at(ids), body);
            Reply unknown = stranger.send(operation.method(), operation.at(nowhere), body);
            theirs.expectError(404, "PROJECT_NOT_FOUND");
            assertThat(theirs.text()).as("%s", operation).isEqualTo(unknown.text());
            assertThat(theirs.status()).isEqualTo(unknown.status());
            assertThat(headers(theirs)).isEqualTo(headers(unknown));
        }
        assertThat(state()).isEqualTo(before);
        assertThat(stranger.get("/v1/agents").expect(200)).isEmpty();
        // The id is free there.
        stranger.post("/v1/agents", "{\"name\":\"x\",\"agentId\":\"" + ids.get("agentId") + "\"}")
                .expect(200);
        assertThat(state()).startsWith(before.substring(0, before.lastIndexOf('\n')));
    }

    @Test
    void anotherWorkspacesAgentTakesTheSameQueries() {
        StatementLog statements = context.getBean(StatementLog.class);
        Client stranger = stranger();
        Map<String, String> nowhere = new LinkedHashMap<>(ids);
        nowhere.put("agentId", "PROJECT-NOWHERE1");
        for (Operation operation : Operation.onAnAgent()) {
            String body = operation.body().isEmpty() ? null : operation.body();
            List<String> theirs = statements.during(() -> stranger.send(operation.method(), operation.at(ids), body));
            List<String> unknown =
                    statements.during(() -> stranger.send(operation.method(), operation.at(nowhere), body));
            assertThat(theirs).as("%s", operation).isNotEmpty().isEqualTo(unknown);
            assertThat(theirs).anyMatch(statement -> statement.contains("core_api_key"));
            assertThat(theirs).anyMatch(statement -> statement.contains("core_space"));
        }
    }

    @Test
    void whatBelongsToAnotherAgentDoesNotExistEither() {
        Map<String, String> mine = ids;
        newAgent();
        String before = state();
        for (String part : List.of("branchId", "deploymentId")) {
            Map<String, String> mixed = new LinkedHashMap<>(mine);
            mixed.put(part, ids.get(part));
            for (Operation operation : Operation.onAnAgent()) {
                if (operation.path().contains("{" + part + "}")) {
                    client.send(
                                    operation.method(),
                                    operation.at(mixed),
                                    operation.body().isEmpty() ? null : operation.body())
                            .expectError(404, part.equals("branchId") ? "BRANCH_NOT_FOUND" : "DEPLOYMENT_NOT_FOUND");
                }
            }
        }
        for (String part : List.of("topicId", "attributeId", "variantId")) {
            Map<String, String> mixed = new LinkedHashMap<>(mine);
            mixed.put(part, ids.get(part));
            for (Operation operation : Operation.onAnAgent()) {
                if (operation.path().contains("{" + part + "}")) {
                    client.send(
                                    operation.method(),
                                    operation.at(mixed),
                                    operation.body().isEmpty() ? null : operation.body())
                            .expect(404);
                }
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anAccountPathMustBeTheKeysOwn() {
        String elsewhere = workspace + "-elsewhere";
        keys.all(elsewhere);
        String before = state();
        Client caller = client.with("X-Request-Id", "r");
        for (Operation operation : Operation.ALL) {
            if (operation.path().contains("{accountId}")) {
                String body = operation.body().isEmpty() ? null : operation.body();
                List<String> answers = new ArrayList<>();
                for (String account : List.of(elsewhere, "nobodys", "%20", workspace + "%20", "..%2F" + workspace)) {
                    Reply refused = caller.send(operation.method(), operation.at(Map.of("accountId", account)), body);
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
    void theAuditNamesTheKeyAndKeepsTheEmailAsALabel() {
        String own = workspace + "-audit";
        NewApiKey key = keys.create(own, POLYAI, SCOPES, Set.of(), null);
        Client original = client;
        String originalWorkspace = workspace;
        client = anonymous().key(key.secret()).with("X-PolyAI-Email", "ada@example.com");
        workspace = own;
        try {
            for (Operation operation : Operation.ALL) {
                if (!operation.isRead()) {
                    newAgent();
                    long before = count("core_audit");
                    send(client.with("X-Request-Id", "audited"), operation).expect(operation.status());
                    assertThat(count("core_audit")).as("%s", operation).isGreaterThan(before);
                    assertThat(audit(own, "where request_id = 'audited'"))
                            .as("%s", operation)
                            .isNotEmpty();
                }
            }
            assertThat(audit(own, ""))
                    .extracting(Entry::actor)
                    .containsOnly(key.key().id());
            assertThat(audit(own, "")).extracting(Entry::label).containsOnly("ada@example.com");
        } finally {
            client = original;
            workspace = originalWorkspace;
        }
    }

    @Test
    void whoSaysNothingOrTooMuchHasNoLabel() {
        NewApiKey key = keys.create(workspace, POLYAI, SCOPES, Set.of(), null);
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
            List<Entry> entries = audit(workspace, "where request_id = '" + request + "'");
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
        assertThat(audit(workspace, "where request_id = 'longest'"))
                .extracting(Entry::label)
                .containsExactly(longest);
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
        NewApiKey key = keys.create(workspace, POLYAI, SCOPES, Set.of(), null);
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

    private List<Entry> audit(String of, String where) {
        return context.getBean(Sql.class)
                .list(
                        "select actor, label from core_audit " + (where.isEmpty() ? "where" : where + " and")
                                + " workspace_id = ? order by id",
                        row -> new Entry(row.getString("actor"), row.getString("label")),
                        of);
    }

    private Client key(Set<String> families, Set<String> scopes, Set<String> agents) {
        return anonymous()
                .key(keys.create(workspace, families, scopes, agents, null).secret());
    }

    /** A caller who may do everything in another workspace, and names its requests all alike. */
    private Client stranger() {
        return anonymous().key(keys.all(workspace + "-strangers")).with("X-Request-Id", "r");
    }

    private static Map<String, List<String>> headers(Reply reply) {
        Map<String, List<String>> headers = new LinkedHashMap<>(reply.headers().map());
        headers.keySet().removeIf("date"::equalsIgnoreCase);
        return headers;
    }

    private static String swapCase(String text) {
        return text.chars()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
