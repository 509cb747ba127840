package dev.parley.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Sql;
import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.openapi.OpenApiDocuments;
import dev.parley.core.security.ApiKeys.NewApiKey;
import dev.parley.core.spi.Extensions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may do what, for every operation of a module: the key decides, and another workspace's agents do not exist. */
public interface AccessRules extends ModuleUnderTest {

    String UNAUTHENTICATED = "AUTH_USER_INVALID_TOKEN";
    String FORBIDDEN = "ACCOUNT_INSUFFICIENT_PERMISSIONS";
    Set<String> POLYAI = Set.of(PolyAiFamily.ID);

    /** Whether an operation is closed to keys that are limited to some agents, such as one that makes a new agent. */
    default boolean needsAllAgents(Operation operation) {
        return false;
    }

    @Test
    default void theseAreAllOperations() {
        List<String> documented = new ArrayList<>();
        context()
                .getBean(OpenApiDocuments.class)
                .document(family().id())
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(operations())
                .isNotEmpty()
                .extracting(Operation::toString)
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    default void aKeyWithTheScopeAloneIsEnough() {
        for (Operation operation : operations()) {
            newAgent();
            send(key(families(), Set.of(operation.scope()), Set.of()), operation)
                    .expect(operation.status());
        }
    }

    @Test
    default void aKeyThatIsLimitedToTheAgentIsEnoughForIt() {
        for (Operation operation : operations()) {
            if (!needsAllAgents(operation)) {
                newAgent();
                send(key(families(), Set.of(operation.scope()), Set.of("other", agentId())), operation)
                        .expect(operation.status());
            }
        }
    }

    @Test
    default void withoutAKeyNothingIsOpen() {
        String expired = keys().create(
                        workspace(),
                        families(),
                        scopes(),
                        Set.of(),
                        Instant.now().minus(1, ChronoUnit.SECONDS))
                .secret();
        NewApiKey revoked = newKey();
        assertThat(keys().revoke(revoked.key())).isTrue();
        NewApiKey valid = newKey();
        String before = state();
        for (Operation operation : operations()) {
            for (Client caller : List.of(
                    anonymous(),
                    withKey(""),
                    withKey("unknown"),
                    withKey(expired),
                    withKey(revoked.secret()),
                    withKey(valid.key().id()),
                    withKey(valid.secret() + "x"),
                    withKey("x" + valid.secret()),
                    withKey(valid.secret().substring(1)),
                    withKey(swapCase(valid.secret())),
                    family().withKeyInAnotherWay(anonymous(), valid.secret()))) {
                assertThat(unauthenticated(send(caller, operation))
                                .path("errors")
                                .isMissingNode())
                        .isTrue();
            }
        }
        assertThat(state()).isEqualTo(before);
        send(family().withKeyInOtherLetters(anonymous(), valid.secret()), aRead())
                .expect(200);
    }

    @Test
    default void aKeyExpires() throws InterruptedException {
        Instant end = Instant.now().plus(1500, ChronoUnit.MILLIS);
        Client caller = withKey(
                keys().create(workspace(), families(), scopes(), Set.of(), end).secret());
        send(caller, aRead()).expect(200);
        Operation write = writes().get(0);
        send(caller, write).expect(write.status());
        while (Instant.now().isBefore(end.plusMillis(1))) {
            Thread.sleep(20);
        }
        unauthenticated(send(caller, aRead()));
        unauthenticated(send(caller, write));
        Client later = withKey(keys().create(workspace(), families(), scopes(), Set.of(), end.plus(1, ChronoUnit.HOURS))
                .secret());
        send(later, aRead()).expect(200);
    }

    @Test
    default void aRevokedKeyIsRefusedFromTheNextRequestOn() {
        NewApiKey revoked = newKey();
        Client other = key(families(), scopes(), Set.of());
        Client caller = withKey(revoked.secret());
        send(caller, aRead()).expect(200);
        assertThat(keys().revoke(revoked.key())).isTrue();
        unauthenticated(send(caller, aRead()));
        send(other, aRead()).expect(200);
        assertThat(keys().revoke(revoked.key())).isFalse();
    }

    @Test
    default void theOtherScopesAreNotEnough() {
        String before = state();
        for (Operation operation : operations()) {
            Set<String> others = new HashSet<>(scopes());
            others.remove(operation.scope());
            assertThat(others).hasSize(scopes().size() - 1);
            others.addAll(List.of("agents", "agents:", "agents:*", operation.scope() + "x", "x" + operation.scope()));
            Client caller = key(families(), others, Set.of());
            assertThat(forbidden(send(caller, operation)).path("message").asText())
                    .contains(operation.scope());
            // The scope is asked for before anything is looked up or read.
            forbidden(sendAt(caller, operation, idsWith("agentId", "nowhere"), operation.hasBody() ? "{" : null));
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    default void aKeyForAnotherFamilyIsNotEnough() {
        String before = state();
        Client caller = key(
                Set.of("other", family().id() + "2", family().id().toUpperCase(Locale.ROOT)), Set.of("*"), Set.of());
        for (Operation operation : operations()) {
            forbidden(send(caller, operation));
        }
        forbidden(caller.get(family().basePath() + "/nothing"));
        assertThat(state()).isEqualTo(before);
        send(key(Set.of("other", family().id()), Set.of("*"), Set.of()), aRead())
                .expect(200);
        send(key(Set.of("*"), Set.of("*"), Set.of()), aRead()).expect(200);
    }

    @Test
    default void aKeyThatIsLimitedToAnotherAgentIsNotEnough() {
        Map<String, String> mine = ids();
        newAgent();
        Map<String, String> other = ids();
        Map<String, String> nowhere = new LinkedHashMap<>(mine);
        nowhere.put("agentId", "nowhere");
        String before = state();
        Client caller = key(families(), scopes(), Set.of(agentId())).with("X-Request-Id", "r");
        for (Operation operation : onAnAgent()) {
            Reply refused = sendAt(caller, operation, mine);
            forbidden(refused);
            // What the key may not see it learns nothing about.
            assertThat(family().told(sendAt(caller, operation, nowhere))).isEqualTo(family().told(refused));
        }
        assertThat(state()).isEqualTo(before);
        for (Operation operation : onAnAgent()) {
            if (operation.isRead()) {
                sendAt(caller, operation, other).expect(operation.status());
            }
        }
    }

    @Test
    default void anotherWorkspacesAgentDoesNotExist() {
        Client stranger = stranger();
        String before = state();
        for (Operation operation : onAnAgent()) {
            Reply theirs = send(stranger, operation);
            Reply unknown = sendAt(stranger, operation, idsWith("agentId", "PROJECT-NOWHERE1"));
            family().expectError(theirs, 404, Objects.requireNonNull(notFound().get("agentId")));
            assertThat(family().told(theirs)).as("%s", operation).isEqualTo(family().told(unknown));
            assertThat(theirs.status()).isEqualTo(unknown.status());
            assertThat(headers(theirs)).isEqualTo(headers(unknown));
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    default void anotherWorkspacesAgentTakesTheSameQueries() {
        StatementLog statements = context().getBean(StatementLog.class);
        Client stranger = stranger();
        Map<String, String> nowhere = idsWith("agentId", "PROJECT-NOWHERE1");
        for (Operation operation : onAnAgent()) {
            List<String> theirs = afterItsKey(statements.during(() -> send(stranger, operation)));
            List<String> unknown = afterItsKey(statements.during(() -> sendAt(stranger, operation, nowhere)));
            assertThat(theirs).as("%s", operation).isNotEmpty().isEqualTo(unknown);
            assertThat(theirs).anyMatch(statement -> statement.contains("core_space"));
        }
    }

    /** Whether a key is looked up depends on when that was done last. */
    private static List<String> afterItsKey(List<String> statements) {
        return statements.stream()
                .filter(statement -> !statement.contains("core_api_key"))
                .toList();
    }

    @Test
    default void whatBelongsToAnotherAgentDoesNotExistEither() {
        Map<String, String> mine = ids();
        newAgent();
        Map<String, String> other = ids();
        String before = state();
        notFound().forEach((part, code) -> {
            Map<String, String> mixed = new LinkedHashMap<>(mine);
            mixed.put(part, other.get(part));
            for (Operation operation : onAnAgent()) {
                if (!part.equals("agentId") && operation.isAbout(part)) {
                    family().expectError(sendAt(client(), operation, mixed), 404, code);
                }
            }
        });
        assertThat(state()).isEqualTo(before);
    }

    @Test
    default void theAuditNamesTheKeyAndKeepsTheEmailAsALabel() {
        NewApiKey key = newKey();
        Client caller =
                withKey(key.secret()).with("X-PolyAI-Email", "ada@example.com").with("X-Request-Id", "audited");
        for (Operation operation : writes()) {
            newAgent();
            long before = count("core_audit");
            long last = lastAuditRow();
            send(caller, operation).expect(operation.status());
            assertThat(count("core_audit")).as("%s", operation).isGreaterThan(before);
            List<AuditRow> rows = auditSince(last);
            assertThat(rows).as("%s", operation).isNotEmpty();
            assertThat(rows)
                    .as("%s", operation)
                    .containsOnly(new AuditRow(key.key().id(), family().label("ada@example.com"), "audited"));
        }
    }

    /**
     * What the audit says of a change.
     *
     * @param actor the id of the key
     * @param label what the caller said of itself; null when nothing
     * @param requestId the id of the request
     */
    record AuditRow(String actor, @Nullable String label, String requestId) {}

    private long lastAuditRow() {
        return context()
                .getBean(Sql.class)
                .first("select max(id) from core_audit", row -> row.getLong(1))
                .orElseThrow();
    }

    private List<AuditRow> auditSince(long id) {
        return context()
                .getBean(Sql.class)
                .list(
                        "select actor, label, request_id from core_audit where id > ? and workspace_id = ? order by id",
                        row -> new AuditRow(
                                row.getString("actor"), row.getString("label"), row.getString("request_id")),
                        id,
                        workspace());
    }

    /** The names of all scopes that there are. */
    default Set<String> scopes() {
        return Set.copyOf(context().getBean(Extensions.class).scopes());
    }

    /** A caller with a new key of this workspace. */
    default Client key(Set<String> families, Set<String> scopes, Set<String> agents) {
        return withKey(
                keys().create(workspace(), families, scopes, agents, null).secret());
    }

    /** A new key for everything in this workspace. */
    default NewApiKey newKey() {
        return keys().create(workspace(), families(), scopes(), Set.of(), null);
    }

    /** A caller who may do everything in another workspace, and names its requests all alike. */
    default Client stranger() {
        return withKey(keys().all(workspace() + "-strangers")).with("X-Request-Id", "r");
    }

    private Set<String> families() {
        return Set.of(family().id());
    }

    private Client withKey(String key) {
        return family().withKey(anonymous(), key);
    }

    private JsonNode unauthenticated(Reply reply) {
        return family().expectError(reply, 401, family().code(TestFamily.Refusal.UNAUTHENTICATED));
    }

    private JsonNode forbidden(Reply reply) {
        return family().expectError(reply, 403, family().code(TestFamily.Refusal.FORBIDDEN));
    }

    private String agentId() {
        return ids().get("agentId");
    }

    /** The first operation that reads; answers 200. */
    private Operation aRead() {
        return operations().stream().filter(Operation::isRead).findFirst().orElseThrow();
    }

    private static Map<String, List<String>> headers(Reply reply) {
        Map<String, List<String>> headers = new LinkedHashMap<>(reply.headers().map());
        headers.keySet().removeIf("date"::equalsIgnoreCase);
        // It follows from the text, which may hold the path that was sent.
        headers.keySet().removeIf("content-length"::equalsIgnoreCase);
        return headers;
    }

    private static String swapCase(String text) {
        return text.chars()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
