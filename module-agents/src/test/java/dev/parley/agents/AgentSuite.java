package dev.parley.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Sql;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A workspace with an agent that has one of everything, and a way to see whether anything in the workspace has changed. */
abstract class AgentSuite extends HttpSuite {

    /** The ids that fill the paths of operations. */
    Map<String, String> ids;

    /** The path of the agent. */
    String agent;

    /** The path of a branch of it, with a topic, an attribute and a variant; main has the topic only, unpublished. */
    String branch;

    @BeforeEach
    void newAgent() {
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

    /** Sends an operation's own request to the agent. */
    Reply send(Client sender, Operation operation) {
        return send(sender, operation, operation.body().isEmpty() ? null : operation.body());
    }

    /** Sends an operation's request with another body to the agent. */
    Reply send(Client sender, Operation operation, @Nullable String body) {
        return sender.send(operation.method(), operation.at(ids), body);
    }

    /** Everything that can be read in the workspace, and how many changes the store has seen. */
    String state() {
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

    /** How many rows a table has. */
    long count(String table) {
        return context.getBean(Sql.class)
                .first("select count(*) from " + table, row -> row.getLong(1))
                .orElseThrow();
    }

    private JsonNode read(StringBuilder state, String path) {
        Reply reply = client.get(path);
        JsonNode body = reply.expect(200);
        state.append(path).append(' ').append(reply.text()).append('\n');
        return body;
    }

    static List<String> texts(JsonNode items, String member) {
        return items.findValuesAsText(member);
    }
}
