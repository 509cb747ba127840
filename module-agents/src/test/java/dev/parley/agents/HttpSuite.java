package dev.parley.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.TestKeys;
import io.micronaut.context.BeanContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A server with this module, an empty database, and a caller that may do everything in a workspace of its own. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpSuite {

    @Inject
    EmbeddedServer server;

    @Inject
    BeanContext context;

    /** May do everything in {@link #workspace}. */
    Client client;

    String workspace;
    TestKeys keys;

    private int tests;

    @BeforeEach
    void newWorkspace() {
        keys = new TestKeys(context);
        workspace = "workspace-" + ++tests;
        client = anonymous().key(keys.all(workspace));
    }

    /** A caller without a key. */
    Client anonymous() {
        return Client.of(server.getURL().toString());
    }

    /** Creates an agent and returns the path of it. */
    String agent() {
        JsonNode agent = client.post("/v1/agents", "{\"name\":\"Agent\"}").expect(200);
        return "/v1/agents/" + agent.path("agentId").asText();
    }

    /** Forks main and returns the path of the branch. */
    String fork(String agent, String name) {
        JsonNode branch = client.post(agent + "/branches", "{\"branchName\":\"" + name + "\"}")
                .expect(201);
        return agent + "/branches/" + branch.path("branchId").asText();
    }

    static String main(String agent) {
        return agent + "/branches/main";
    }

    /** Creates a topic on a branch and returns its id. */
    String topic(String branch, String name) {
        return client.post(branch + TOPICS, "{\"name\":\"" + name + "\",\"content\":\"content of " + name + "\"}")
                .expect(201)
                .path("id")
                .asText();
    }

    String attribute(String branch, String name) {
        return client.post(branch + "/attributes", "{\"name\":\"" + name + "\"}")
                .expect(201)
                .path("id")
                .asText();
    }

    String variant(String branch, String name) {
        return client.post(branch + "/variants", "{\"name\":\"" + name + "\"}")
                .expect(201)
                .path("id")
                .asText();
    }

    static final String TOPICS = "/knowledge-base/topics";

    /** The ids of the variants of a branch that are the default. */
    List<String> defaults(String branch) {
        List<String> defaults = new ArrayList<>();
        client.get(branch + "/variants").expect(200).path("variants").forEach(variant -> {
            if (variant.path("isDefault").asBoolean()) {
                defaults.add(variant.path("id").asText());
            }
        });
        return defaults;
    }

    /** The names of an object's members, in their order. */
    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
