package dev.parley.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.ModuleUnderTest;
import dev.parley.core.testing.Operation;
import dev.parley.core.testing.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A workspace with an agent that has one of everything, and a way to see whether anything in the workspace has changed. */
abstract class AgentSuite extends ApiSuite implements ModuleUnderTest {

    Map<String, String> ids;

    /** The path of the agent. */
    String agent;

    /** The path of a branch of it, with a topic, an attribute and a variant; main has the topic only, unpublished. */
    String branch;

    @Override
    public List<Operation> operations() {
        return Operations.ALL;
    }

    @Override
    public Map<String, String> ids() {
        return ids;
    }

    @Override
    public Map<String, String> notFound() {
        return Map.of(
                "agentId", "PROJECT_NOT_FOUND",
                "branchId", "BRANCH_NOT_FOUND",
                "topicId", "KNOWLEDGE_BASE_TOPIC_NOT_FOUND",
                "attributeId", "ATTRIBUTE_NOT_FOUND",
                "variantId", "VARIANT_NOT_FOUND",
                "deploymentId", "DEPLOYMENT_NOT_FOUND");
    }

    @Override
    @BeforeEach
    public void newAgent() {
        agent = agent();
        String topic = topic(main(agent), "topic");
        branch = fork(agent, "work");
        ids = Map.of(
                "accountId",
                workspace,
                "agentId",
                last(agent),
                "branchId",
                last(branch),
                "topicId",
                topic,
                "attributeId",
                attribute(branch, "attribute"),
                "variantId",
                variant(branch, "variant"),
                "deploymentId",
                client.get(agent + "/deployments/active")
                        .expect(200)
                        .at("/activeDeployments/sandbox/id")
                        .asText());
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String state() {
        StringBuilder state = new StringBuilder();
        for (JsonNode listed : read(state, "/v1/agents")) {
            String one = "/v1/agents/" + listed.path("agentId").asText();
            for (String environment : List.of("sandbox", "pre-release", "live")) {
                read(state, one + "/deployments?environment=" + environment);
            }
            for (JsonNode line : read(state, one + "/branches").path("branches")) {
                String path = one + "/branches/" + line.path("branchId").asText();
                for (String part : List.of("/behavior", TOPICS, "/attributes", "/variants")) {
                    read(state, path + part);
                }
            }
        }
        return state.append(count("core_audit")).toString();
    }

    private JsonNode read(StringBuilder state, String path) {
        Reply reply = client.get(path);
        JsonNode body = reply.expect(200);
        state.append(path).append(' ').append(reply.text()).append('\n');
        return body;
    }
}
