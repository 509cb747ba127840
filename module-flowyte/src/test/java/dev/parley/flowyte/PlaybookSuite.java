package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import org.junit.jupiter.api.Test;

/** Playbooks and their graphs in the draft. */
abstract class PlaybookSuite extends FlowyteSuite {

    @Test
    void aPlaybookFromItsCreationToItsEnd() {
        String path = agent("Front desk");
        JsonNode created = data(client.post(path + "/playbooks", "{\"name\":\"Intake\"}"), 201);
        assertThat(created.path("organizationId").asText()).isEqualTo(workspace);
        assertThat(path).endsWith(created.path("agentId").asText());
        assertThat(created.path("description").asText("-")).isEmpty();
        assertThat(created.path("inputSchema").toString()).isEqualTo("{}");
        assertThat(created.path("isEnabled").booleanValue()).isTrue();
        String playbook = path + "/playbooks/" + created.path("id").asText();
        assertThat(data(client.get(playbook), 200)).isEqualTo(created);

        JsonNode changed =
                data(client.patch(playbook, "{\"isEnabled\":false,\"description\":\"Takes what is broken\"}"), 200);
        assertThat(changed.path("isEnabled").booleanValue()).isFalse();
        assertThat(changed.path("createdAt")).isEqualTo(created.path("createdAt"));
        assertThat(changed.path("updatedAt").asText())
                .isGreaterThan(created.path("updatedAt").asText());
        assertThat(data(client.patch(playbook, changed.toString()), 200)).isEqualTo(changed);
        assertThat(client.get(path + "/playbooks").expect(200).path("data").path(0))
                .isEqualTo(changed);
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(4);

        client.delete(playbook).expect(200);
        problem(client.get(playbook), 404, "playbook_not_found");
        problem(client.get(playbook + "/graph"), 404, "playbook_not_found");
        problem(client.delete(playbook), 404, "playbook_not_found");
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(5);
    }

    @Test
    void aGraphIsReplacedAsAWhole() {
        String path = agent("Front desk");
        JsonNode created = data(client.post(path + "/playbooks", "{\"name\":\"Intake\"}"), 201);
        String graph = path + "/playbooks/" + created.path("id").asText() + "/graph";
        String flow = "{\"flowId\":\"" + created.path("flowId").asText() + "\",";
        assertThat(data(client.get(graph), 200).toString()).isEqualTo(flow + "\"nodes\":[],\"connections\":[]}");
        String body = flow
                + "\"nodes\":[{\"id\":\"a\",\"type\":\"message\",\"position\":{\"x\":1.5,\"y\":-2},\"data\":{\"text\":\"Hi\"}},"
                + "{\"id\":\"b\",\"type\":\"hologram\",\"position\":{\"x\":0,\"y\":0},\"data\":{\"shape\":[1,{\"deep\":null}]}}],"
                + "\"connections\":[{\"id\":\"c\",\"source\":\"a\",\"target\":\"nowhere\",\"sourceHandle\":null,\"targetHandle\":null}]}";
        assertThat(data(client.send("PUT", graph, body), 200)).isEqualTo(data(client.get(graph), 200));
        assertThat(data(client.get(graph), 200)).isEqualTo(StrictJson.parse(body));
        assertThat(fields(problem(
                        client.send("PUT", graph, "{\"flowId\":\"other\",\"nodes\":[],\"connections\":[]}"),
                        400,
                        "validation_error")))
                .containsExactly("flowId");
        assertThat(fields(problem(client.send("PUT", graph, "{}"), 400, "validation_error")))
                .containsExactlyInAnyOrder("flowId", "nodes", "connections");
        assertThat(data(client.get(graph), 200)).isEqualTo(StrictJson.parse(body));
        data(client.send("PUT", graph, flow + "\"nodes\":[],\"connections\":[]}"), 200);
        assertThat(data(client.get(graph), 200).path("nodes").size()).isZero();
    }

    @Test
    void namesAreUniqueInTheAgentAndSchemasMustBeSchemas() {
        String path = agent("Front desk");
        data(client.post(path + "/playbooks", "{\"name\":\"Intake\"}"), 201);
        problem(client.post(path + "/playbooks", "{\"name\":\"Intake\"}"), 409, "playbook_name_taken");
        data(client.post(agent("Back office") + "/playbooks", "{\"name\":\"Intake\"}"), 201);
        for (String[] wrong : new String[][] {
            {"{\"name\":\" \"}", "name"},
            {"{\"name\":\"x\",\"inputSchema\":{\"type\":7}}", "inputSchema"},
            {"{\"name\":\"x\",\"outputSchema\":{\"$ref\":\"https://example.com/s\"}}", "outputSchema"},
            {"{\"name\":\"x\",\"isEnabled\":null}", "isEnabled"},
            {"{\"name\":\"x\",\"steps\":[]}", "steps"},
            {"{}", "name"}
        }) {
            assertThat(fields(problem(client.post(path + "/playbooks", wrong[0]), 400, "validation_error")))
                    .as(wrong[0])
                    .containsExactly(wrong[1]);
        }
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(2);
    }

    @Test
    void thereIsALimit() {
        String path = agent("Front desk");
        for (int i = 0; i < 100; i++) {
            data(client.post(path + "/playbooks", "{\"name\":\"Playbook " + i + "\"}"), 201);
        }
        problem(client.post(path + "/playbooks", "{\"name\":\"One more\"}"), 422, "limit_reached");
        JsonNode all = client.get(path + "/playbooks").expect(200);
        assertThat(texts(all.path("data"), "name")).hasSize(100).startsWith("Playbook 0", "Playbook 1");
        assertThat(all.at("/pagination/nextCursor").isNull()).isTrue();
        JsonNode page = client.get(path + "/playbooks?limit=40&page=2").expect(200);
        assertThat(texts(page.path("data"), "name")).startsWith("Playbook 40").endsWith("Playbook 79");
        client.delete(path + "/playbooks/" + page.at("/data/0/id").asText()).expect(200);
        assertThat(texts(
                        client.get(path + "/playbooks?limit=40&cursor="
                                        + page.at("/pagination/nextCursor").asText())
                                .expect(200)
                                .path("data"),
                        "name"))
                .startsWith("Playbook 80")
                .hasSize(20);
    }
}
