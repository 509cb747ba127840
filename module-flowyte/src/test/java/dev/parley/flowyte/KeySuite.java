package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Sql;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys that are made over the wire. */
abstract class KeySuite extends FlowyteSuite {

    private static final String KEYS = "/api/v1/api-keys";

    @Test
    void aKeyIsShownOnceAndOpensWhatItHolds() {
        JsonNode created =
                data(client.post(KEYS, "{\"name\":\"CI\",\"scopes\":[\"agents:read\"],\"expiresAt\":null}"), 201);
        assertThat(created.path("key").asText()).startsWith("flowyte_sk_live_");
        assertThat(created.path("name").asText()).isEqualTo("CI");
        assertThat(created.path("scopes").toString()).isEqualTo("[\"agents:read\"]");
        assertThat(created.path("expiresAt").isNull()).isTrue();
        Client ci = bearer(created.path("key").asText());
        ci.get(AGENTS).expect(200);
        assertThat(problem(ci.post(AGENTS, "{\"name\":\"A\"}"), 403, "forbidden")
                        .path("detail")
                        .asText())
                .contains("agents:write");
        problem(ci.get(KEYS), 403, "forbidden");
        assertThat(anonymous()
                        .key(created.path("key").asText())
                        .get("/v1/agents")
                        .status())
                .isIn(403, 404);
        JsonNode listed = data(client.get(KEYS), 200);
        assertThat(texts(listed, "name")).contains("CI");
        assertThat(listed.toString())
                .doesNotContain("\"key\"")
                .doesNotContain(created.path("key").asText());
        assertThat(client.delete(KEYS + "/" + created.path("id").asText()).text())
                .isEqualTo("{\"success\":true,\"data\":null}");
        problem(ci.get(AGENTS), 401, "unauthorized");
        problem(client.delete(KEYS + "/" + created.path("id").asText()), 404, "key_not_found");
        assertThat(texts(data(client.get(KEYS), 200), "name")).doesNotContain("CI");
    }

    @Test
    void aKeyGivesOnNoMoreThanItHas() {
        Instant soon = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
        Client limited =
                bearer(keys.create(workspace, Set.of("flowyte"), Set.of("keys:write", "agents:read"), Set.of(), soon)
                        .secret());
        assertThat(problem(
                                limited.post(KEYS, "{\"name\":\"x\",\"scopes\":[\"agents:read\",\"agents:write\"]}"),
                                403,
                                "forbidden")
                        .path("detail")
                        .asText())
                .contains("agents:write");
        assertThat(data(limited.post(KEYS, "{\"name\":\"x\",\"scopes\":[\"agents:read\"]}"), 201)
                        .path("expiresAt")
                        .asText())
                .isEqualTo(dev.parley.core.json.Timestamps.text(soon));
        assertThat(fields(problem(
                        limited.post(
                                KEYS,
                                "{\"name\":\"x\",\"scopes\":[\"agents:read\"],\"expiresAt\":\"" + soon.plusSeconds(1)
                                        + "\"}"),
                        400,
                        "validation_error")))
                .containsExactly("expiresAt");
        Client ofOneAgent = bearer(keys.create(workspace, Set.of("flowyte"), Set.of("keys:write"), Set.of("some"), null)
                .secret());
        problem(ofOneAgent.post(KEYS, "{\"name\":\"x\",\"scopes\":[\"keys:write\"]}"), 403, "forbidden");
        problem(ofOneAgent.get(KEYS), 403, "forbidden");
    }

    @Test
    void aRepeatedRequestMakesNoSecondKeyAndShowsNoSecret() {
        String body = "{\"name\":\"CI\",\"scopes\":[\"agents:read\"]}";
        Client repeating = client.with("Idempotency-Key", "once");
        JsonNode first = data(repeating.post(KEYS, body), 201);
        Reply again = repeating.post(KEYS, body);
        JsonNode second = data(again, 201);
        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(second.has("key")).isFalse();
        assertThat(texts(data(client.get(KEYS), 200), "name")).containsOnlyOnce("CI");
        String stored = context.getBean(Sql.class)
                .first(
                        "select answer from core_idempotency where workspace_id = ?",
                        row -> new String(row.getBytes("answer"), java.nio.charset.StandardCharsets.UTF_8),
                        workspace)
                .orElseThrow();
        assertThat(stored).contains(first.path("id").asText()).doesNotContain("flowyte_sk_live_");
    }

    @Test
    void whatIsWrongIsNamed() {
        for (String[] wrong : new String[][] {
            {"{}", "name scopes"},
            {"{\"name\":\" \",\"scopes\":[\"agents:read\"]}", "name"},
            {"{\"name\":\"x\",\"scopes\":[]}", "scopes"},
            {"{\"name\":\"x\",\"scopes\":[\"agents:read\",\"*\"]}", "scopes.1"},
            {"{\"name\":\"x\",\"scopes\":[\"agents:read\"],\"expiresAt\":\"tomorrow\"}", "expiresAt"},
            {"{\"name\":\"x\",\"scopes\":[\"agents:read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}", "expiresAt"},
            {"{\"name\":\"x\",\"scopes\":[\"agents:read\"],\"more\":1}", "more"}
        }) {
            assertThat(fields(problem(client.post(KEYS, wrong[0]), 400, "validation_error")))
                    .as(wrong[0])
                    .containsExactly(wrong[1].split(" "));
        }
    }

    @Test
    void aKeyThatOpensMoreIsTheOperatorsAlone() {
        String id = keys.create(workspace, Set.of("flowyte", "polyai"), Set.of("*"), Set.of(), null)
                .key()
                .id();
        assertThat(data(client.get(KEYS), 200).toString()).doesNotContain(id);
        problem(client.delete(KEYS + "/" + id), 404, "key_not_found");
    }

    @Test
    void anotherOrganizationsKeyIsNotThere() {
        Client other = bearer(keys.all(workspace + "-other"));
        String id = data(other.post(KEYS, "{\"name\":\"x\",\"scopes\":[\"agents:read\"]}"), 201)
                .path("id")
                .asText();
        problem(client.delete(KEYS + "/" + id), 404, "key_not_found");
        assertThat(data(client.get(KEYS), 200).toString()).doesNotContain(id);
    }
}
