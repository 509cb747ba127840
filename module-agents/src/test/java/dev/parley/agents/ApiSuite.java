package dev.parley.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.HttpSuite;
import java.util.ArrayList;
import java.util.List;

/** The calls that most tests of this module begin with. */
abstract class ApiSuite extends HttpSuite {

    static final String TOPICS = "/knowledge-base/topics";

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
}
