package com.example.greetings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where an operator lets main change only by merging. */
@MicronautTest(transactional = false)
@Property(name = "parley.agents.main-writable", value = "false")
@Property(name = "datasources.parley.url", value = "jdbc:h2:mem:read-only;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE")
final class MainReadOnlyTest {

    @Inject
    EmbeddedServer server;

    @Test
    void mainChangesOnlyByMerging() throws Exception {
        TestClient client =
                new TestClient(server.getURL().toString(), Map.of("X-Test-Workspace", "w", "X-Test-Scopes", "*"));
        String agent = "/v1/agents/"
                + client.send(200, "POST", "/v1/agents", "{\"name\":\"Agent\"}")
                        .path("agentId")
                        .asText();
        String greeting = "/greetings/en";
        for (String method : new String[] {"PUT", "DELETE"}) {
            String body = method.equals("PUT") ? "{\"text\":\"Hello.\"}" : "";
            assertEquals(
                    "MAIN_BRANCH_READ_ONLY",
                    client.send(422, method, agent + "/branches/main" + greeting, body)
                            .path("error_code")
                            .asText());
        }
        String branch = agent + "/branches/"
                + client.send(201, "POST", agent + "/branches", "{\"branchName\":\"b\"}")
                        .path("branchId")
                        .asText();
        client.put(branch + greeting, "{\"text\":\"Hello.\"}");
        client.send(200, "POST", branch + "/merge", "");
        assertEquals(
                "Hello.",
                client.get(agent + "/branches/main" + greeting).path("text").asText());
    }
}
