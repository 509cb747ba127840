package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Sql;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.HttpSuite;
import dev.parley.core.testing.Reply;
import org.junit.jupiter.api.BeforeEach;

/** A caller with a Flowyte key that may do everything in the workspace of the test. */
abstract class FlowyteSuite extends HttpSuite {

    static final String AGENTS = "/api/v1/agents";

    @BeforeEach
    final void flowyteKey() {
        client = bearer(keys.all(workspace));
    }

    /** A caller with a key. */
    Client bearer(String key) {
        return anonymous().with("Authorization", "Bearer " + key);
    }

    /** Fails unless the answer is a result with this status; returns what is in its envelope. */
    static JsonNode data(Reply reply, int status) {
        JsonNode body = reply.expect(status);
        assertThat(body.path("success").booleanValue()).as(reply.text()).isTrue();
        return body.path("data");
    }

    /** Fails unless the answer is a problem with this status and code; returns it. */
    static JsonNode problem(Reply reply, int status, String code) {
        JsonNode body = reply.expect(status);
        assertThat(reply.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(body.path("code").asText()).as(reply.text()).isEqualTo(code);
        assertThat(body.path("type").asText()).isEqualTo("about:blank");
        assertThat(body.path("title").asText()).isNotEmpty();
        assertThat(body.path("status").intValue()).isEqualTo(status);
        assertThat(body.path("detail").asText()).isNotEmpty();
        assertThat(body.path("instance").asText()).startsWith("/api/v1");
        assertThat(body.path("success").isBoolean() && !body.path("success").booleanValue())
                .isTrue();
        assertThat(reply.headers().firstValue("x-should-retry").orElse("")).isEqualTo(status == 409 ? "false" : "");
        return body;
    }

    /** How many rows a table has for the workspace of the test. */
    long rows(String table) {
        return context.getBean(Sql.class)
                .first("select count(*) from " + table + " where workspace_id = ?", row -> row.getLong(1), workspace)
                .orElseThrow();
    }

    /** Makes an agent with a name; returns its path. */
    String agent(String name) {
        return AGENTS + "/"
                + data(client.post(AGENTS, "{\"name\":\"" + name + "\"}"), 201)
                        .path("id")
                        .asText();
    }
}
