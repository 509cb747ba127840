package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.security.ApiKeys.NewApiKey;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.HttpSuite;
import dev.parley.core.testing.OnPostgreSql;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is done on one instance holds on the other: what is written at once, what is revoked within a second. */
final class TwoInstancesOnPostgreSqlTest extends HttpSuite implements OnPostgreSql {

    private static final int WRITES = 20;

    @Test
    void whatOneWritesTheOtherReadsAtOnce() {
        try (EmbeddedServer second = second()) {
            Client there = Client.of(second.getURL().toString()).key(keys.all(workspace));
            String agent = agent(client);
            String behavior = agent + "/branches/main/behavior";
            for (int i = 0; i < WRITES; i++) {
                Client writer = i % 2 == 0 ? client : there;
                String rules = "Rules " + i;
                writer.patch(behavior, "{\"behavior\":\"" + rules + "\"}").expect(200);
                for (Client reader : List.of(client, there, client, there)) {
                    assertThat(reader.get(behavior).expect(200).path("behavior").asText())
                            .isEqualTo(rules);
                }
            }
            client.delete(agent).expect(204);
            there.get(behavior).expectError(404, "PROJECT_NOT_FOUND");
            client.get(behavior).expectError(404, "PROJECT_NOT_FOUND");
        }
    }

    /** Seen to fail when a branch that was known was locked without asking whether it is still active. */
    @Test
    void whatOneDeletesTheOtherCannotWrite() {
        try (EmbeddedServer second = second()) {
            Client there = Client.of(second.getURL().toString()).key(keys.all(workspace));
            String agent = agent(client);
            String rules = "{\"behavior\":\"Rules\"}";
            String deleted = branch(agent, "deleted");
            String left = branch(agent, "left");
            for (Client writer : List.of(client, there)) {
                for (String branch : List.of(agent + "/branches/main", deleted, left)) {
                    writer.patch(branch + "/behavior", rules).expect(200);
                }
            }
            there.delete(deleted).expect(200);
            client.patch(deleted + "/behavior", rules).expectError(404, "BRANCH_NOT_FOUND");
            client.patch(left + "/behavior", rules).expect(200);
            there.delete(agent).expect(204);
            client.patch(left + "/behavior", rules).expectError(404, "PROJECT_NOT_FOUND");
            client.patch(agent + "/branches/main/behavior", rules).expectError(404, "PROJECT_NOT_FOUND");
            there.post("/v1/agents", "{\"name\":\"again\",\"agentId\":\"" + agent.replace("/v1/agents/", "") + "\"}")
                    .expect(200);
            client.patch(agent + "/branches/main/behavior", rules).expect(200);
            client.patch(left + "/behavior", rules).expectError(404, "BRANCH_NOT_FOUND");
        }
    }

    /** The path of a new agent. */
    private static String agent(Client creator) {
        return "/v1/agents/"
                + creator.post("/v1/agents", "{\"name\":\"x\"}")
                        .expect(200)
                        .path("agentId")
                        .asText();
    }

    private String branch(String agent, String name) {
        return agent + "/branches/"
                + client.post(agent + "/branches", "{\"branchName\":\"" + name + "\"}")
                        .json()
                        .path("branchId")
                        .asText();
    }

    private EmbeddedServer second() {
        Map<String, Object> properties = new HashMap<>();
        for (String name : Set.of("url", "username", "password", "maximum-pool-size", "minimum-idle")) {
            String property = "datasources.parley." + name;
            properties.put(property, server.getApplicationContext().getRequiredProperty(property, String.class));
        }
        properties.put("micronaut.server.port", "-1");
        return ApplicationContext.run(EmbeddedServer.class, properties);
    }

    @Test
    void revocationHoldsOnEveryInstance() {
        try (EmbeddedServer second = second()) {
            NewApiKey key = keys.create(workspace, Set.of("*"), Set.of("*"), Set.of(), null);
            Client here = anonymous().key(key.secret());
            Client there = Client.of(second.getURL().toString()).key(key.secret());
            there.get(agent(here) + "/branches").expect(200);
            assertThat(keys.revoke(key.key())).isTrue();
            long revoked = System.nanoTime();
            here.get("/v1/agents").expectError(401, "AUTH_USER_INVALID_TOKEN");
            boolean isLate = false;
            while (there.get("/v1/agents").status() == 200) {
                assertThat(isLate).isFalse();
                isLate = System.nanoTime() - revoked > 1_000_000_000;
            }
            there.get("/v1/agents").expectError(401, "AUTH_USER_INVALID_TOKEN");
            client.get("/v1/agents").expect(200);
        }
    }
}
