package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The registry of variables: read from playbooks and skills, and annotated. */
abstract class VariableSuite extends FlowyteSuite {

    private static final String INTAKE = "\"nodes\":["
            + "{\"id\":\"ask\",\"type\":\"collect\",\"position\":{\"x\":0,\"y\":0},\"data\":{\"variable\":\"address\",\"prompt\":\"Where, {caller_name}?\"}},"
            + "{\"id\":\"file\",\"type\":\"skill\",\"position\":{\"x\":0,\"y\":0},\"data\":{\"skillId\":\"%s\",\"inputs\":{\"where\":\"{address}\"},\"outputs\":{\"ticket\":\"id\"}}},"
            + "{\"id\":\"bye\",\"type\":\"end\",\"position\":{\"x\":0,\"y\":0},\"data\":{\"text\":\"Your ticket is {ticket}.\"}}],"
            + "\"connections\":[{\"id\":\"1\",\"source\":\"ask\",\"target\":\"file\"},{\"id\":\"2\",\"source\":\"file\",\"target\":\"bye\"}]}";

    @Test
    void variablesAreReadFromPlaybooksAndSkills() {
        String path = agent("Front desk");
        assertThat(texts(data(client.get(path + "/variables"), 200), "source"))
                .containsExactly("reserved", "reserved", "reserved", "reserved");
        String skill = data(
                        client.post(
                                path + "/skills",
                                "{\"name\":\"file\",\"description\":\"x\",\"skillType\":\"email\","
                                        + "\"parametersSchema\":{\"properties\":{\"where\":{\"type\":\"string\"}}},"
                                        + "\"executionConfig\":{\"to\":\"{dispatcher}\",\"subject\":\"At {where}\"}}"),
                        201)
                .path("id")
                .asText();
        JsonNode playbook = data(
                client.post(
                        path + "/playbooks",
                        "{\"name\":\"Intake\",\"inputSchema\":{\"properties\":{\"reason\":{\"type\":\"string\"}}}}"),
                201);
        String intake = path + "/playbooks/" + playbook.path("id").asText();
        data(
                client.send(
                        "PUT",
                        intake + "/graph",
                        "{\"flowId\":\"" + playbook.path("flowId").asText() + "\"," + INTAKE.formatted(skill)),
                200);
        JsonNode all = data(client.get(path + "/variables"), 200);
        assertThat(StreamSupport.stream(all.spliterator(), false)
                        .map(variable -> variable.path("name").asText()))
                .containsExactly(
                        "address",
                        "caller_info",
                        "caller_name",
                        "caller_number",
                        "dispatcher",
                        "reason",
                        "ticket",
                        "verified");
        JsonNode address = variable(all, "address");
        assertThat(address.path("source").asText()).isEqualTo("derived");
        assertThat(address.path("deletable").booleanValue()).isFalse();
        assertThat(address.path("producedBy").toString())
                .isEqualTo("[{\"kind\":\"playbook\",\"id\":\""
                        + playbook.path("id").asText() + "\",\"name\":\"Intake\",\"nodeId\":\"ask\"}]");
        assertThat(texts(address.path("consumedBy"), "nodeId")).containsExactly("file");
        assertThat(texts(variable(all, "ticket").path("producedBy"), "nodeId")).containsExactly("file");
        assertThat(texts(variable(all, "ticket").path("consumedBy"), "nodeId")).containsExactly("bye");
        assertThat(texts(variable(all, "caller_name").path("consumedBy"), "nodeId"))
                .containsExactly("ask");
        assertThat(variable(all, "reason").at("/producedBy/0/nodeId").isNull()).isTrue();
        assertThat(texts(variable(all, "dispatcher").path("consumedBy"), "kind"))
                .containsExactly("skill");

        data(client.patch(intake, "{\"isEnabled\":false}"), 200);
        data(client.patch(path + "/skills/" + skill, "{\"isEnabled\":false}"), 200);
        assertThat(data(client.get(path + "/variables"), 200).size()).isEqualTo(4);
    }

    @Test
    void annotationsAreAnOverlay() {
        String path = agent("Front desk");
        JsonNode declared =
                data(client.post(path + "/variables", "{\"name\":\"ticket\",\"note\":\"From the CRM\"}"), 200);
        assertThat(declared.path("source").asText()).isEqualTo("declared");
        assertThat(declared.path("deletable").booleanValue()).isTrue();
        assertThat(declared.path("type").isNull()).isTrue();
        String ticket = path + "/variables/ticket";
        JsonNode typed = data(client.patch(ticket, "{\"type\":\"string\"}"), 200);
        assertThat(typed.path("note").asText()).isEqualTo("From the CRM");
        assertThat(typed.path("type").asText()).isEqualTo("string");
        JsonNode again = data(client.post(path + "/variables", "{\"name\":\"ticket\",\"note\":null}"), 200);
        assertThat(again.path("note").isNull()).isTrue();
        assertThat(again.path("type").asText()).isEqualTo("string");
        assertThat(variable(data(client.get(path + "/variables"), 200), "ticket"))
                .isEqualTo(again);
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(4);
        client.delete(ticket).expect(200);
        problem(client.delete(ticket), 404, "variable_not_found");
        problem(client.patch(ticket, "{}"), 404, "variable_not_found");
        problem(client.patch(path + "/variables/verified", "{}"), 404, "variable_not_found");
        assertThat(data(client.get(path + "/variables"), 200).size()).isEqualTo(4);
    }

    @Test
    void whatIsWrongIsNamed() {
        String path = agent("Front desk");
        for (String[] row : new String[][] {
            {"{}", "name"},
            {"{\"name\":\"9lives\"}", "name"},
            {"{\"name\":\"with space\"}", "name"},
            {"{\"name\":\"verified\"}", "name"},
            {"{\"name\":\"" + "x".repeat(65) + "\"}", "name"},
            {"{\"name\":\"x\",\"note\":5}", "note"},
            {"{\"name\":\"x\",\"more\":5}", "more"}
        }) {
            assertThat(fields(problem(client.post(path + "/variables", row[0]), 400, "validation_error")))
                    .as(row[0])
                    .containsExactly(row[1]);
        }
        data(client.post(path + "/variables", "{\"name\":\"Verified\"}"), 200);
    }

    private static JsonNode variable(JsonNode all, String name) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(variable -> variable.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
