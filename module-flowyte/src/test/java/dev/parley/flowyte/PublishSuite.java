package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What keeps a draft from being published, and what is told of it before. */
abstract class PublishSuite extends FlowyteSuite {

    private static final String POSITION = "\"position\":{\"x\":0,\"y\":0}";

    @Test
    void aBrokenPlaybookIsNotPublishedWhileItIsEnabled() {
        String path = agent("Front desk");
        String playbook = playbook(path, "Intake");
        String id = playbook.substring(playbook.lastIndexOf('/') + 1);
        put(
                playbook,
                node("ask", "collect", "{\"variable\":\"address\",\"prompt\":\"Where?\"}") + ","
                        + node(
                                "check",
                                "branch",
                                "{\"conditions\":[{\"handle\":\"near\",\"variable\":\"zone\",\"operator\":\"equals\",\"value\":\"1\"}]}")
                        + "," + node("file", "skill", "{\"skillId\":\"nobody\"}") + ","
                        + node("lost", "message", "{\"text\":\"Hi\"}") + ","
                        + node("bye", "end", "{}"),
                connection("ask", "check", null) + "," + connection("check", "file", "near") + ","
                        + connection("file", "bye", null) + "," + connection("lost", "nowhere", null));
        JsonNode problem = problem(client.post(path + "/publish"), 422, "not_publishable");
        assertThat(fields(problem)).allMatch(field -> field.startsWith("playbooks." + id));
        String text = problem.path("errors").toString();
        assertThat(text)
                .contains("nodes.check", "(no_default)", "(unset_variable)")
                .contains("nodes.file", "(unknown_skill)")
                .contains("nodes.lost", "(dangling_connection)");
        JsonNode report = data(client.get(path + "/prepublish-report"), 200);
        assertThat(report.path("canPublish").booleanValue()).isFalse();
        assertThat(report.path("problems")).isEqualTo(problem.path("errors"));
        assertThat(data(client.get(path), 200).path("publishedVersionId").isNull())
                .isTrue();

        data(client.patch(playbook, "{\"isEnabled\":false}"), 200);
        data(client.post(path + "/publish"), 200);
    }

    @Test
    void aPlaybookWithoutStepsIsNotPublished() {
        String path = agent("Front desk");
        playbook(path, "Empty");
        assertThat(problem(client.post(path + "/publish"), 422, "not_publishable")
                        .path("errors")
                        .toString())
                .contains("Empty: ");
    }

    @Test
    void whatIsNestedAsDeepAsABodyCanBeIsPublished() {
        String path = agent("Front desk");
        // The body is a level of its own.
        int depth = StrictJson.MAX_DEPTH - 1;
        String config = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        String skill = data(
                        client.post(
                                path + "/skills",
                                "{\"name\":\"deep\",\"description\":\"x\",\"skillType\":\"crm\",\"executionConfig\":"
                                        + config + "}"),
                        201)
                .path("id")
                .asText();
        String version = data(client.post(path + "/publish"), 200).path("id").asText();
        data(client.patch(path + "/skills/" + skill, "{\"executionConfig\":{}}"), 200);
        data(client.post(path + "/publish"), 200);
        assertThat(client.get(path + "/versions/" + version + "/diff").text()).contains("executionConfig");
        data(client.post(path + "/rollback", "{\"versionId\":\"" + version + "\"}"), 200);
        assertThat(client.get(path + "/versions").text()).contains(config);
    }

    @Test
    void aWholePlaybookIsPublishedWithEverythingElse() {
        String path = agent("Front desk");
        String skill = data(
                        client.post(
                                path + "/skills",
                                "{\"name\":\"file\",\"description\":\"Files it\",\"skillType\":\"http_webhook\",\"isWrite\":true,"
                                        + "\"parametersSchema\":{\"properties\":{\"where\":{\"type\":\"string\"},\"what\":{}}},"
                                        + "\"dataEgressMap\":{\"where\":\"address_line\"},"
                                        + "\"executionConfig\":{\"url\":\"https://example.com/file\"}}"),
                        201)
                .path("id")
                .asText();
        String playbook = playbook(path, "Intake");
        put(
                playbook,
                node("ask", "collect", "{\"variable\":\"address\",\"prompt\":\"Where?\"}") + ","
                        + node("file", "skill", "{\"skillId\":\"" + skill + "\",\"inputs\":{\"where\":\"{address}\"}}")
                        + ","
                        + node("bye", "end", "{\"text\":\"Bye\"}"),
                connection("ask", "file", null) + "," + connection("file", "bye", null));
        data(client.send("PUT", path + "/guardrails", "[{\"id\":\"g\",\"policyType\":\"write_gate\"}]"), 200);
        data(
                client.send(
                        "PUT",
                        path + "/caller-verification",
                        "[{\"id\":\"v\",\"method\":\"account_pin\",\"verifierSkillId\":\"" + skill + "\"}]"),
                200);
        data(client.post(path + "/variables", "{\"name\":\"address\",\"note\":\"Where it is\"}"), 200);
        data(
                client.patch(
                        path,
                        "{\"greeting\":\"Hello\",\"goals\":[\"Help\"],\"neverDo\":[\"Argue\"],\"lexicon\":{\"banned\":[\"cheap\"]}}"),
                200);

        JsonNode report = data(client.get(path + "/prepublish-report"), 200);
        assertThat(report.path("canPublish").booleanValue()).isTrue();
        assertThat(report.path("problems").size()).isZero();
        assertThat(report.path("summary").asText())
                .isEqualTo("Front desk answers on voice in en-US, with 1 skill and 1 playbook.");
        assertThat(report.path("willSay").toString()).isEqualTo("[\"Hello\",\"Help\"]");
        assertThat(report.path("wontSay").toString()).isEqualTo("[\"Argue\",\"cheap\"]");
        assertThat(report.at("/skills/0/sends").toString()).isEqualTo("[\"address_line\",\"what\"]");
        assertThat(report.at("/skills/0/sendsTo").asText()).isEqualTo("https://example.com/file");
        assertThat(report.at("/guardrails/0/policyType").asText()).isEqualTo("write_gate");
        assertThat(report.at("/businessHours/open").booleanValue()).isTrue();
        assertThat(report.path("warnings").toString()).contains("without asking the caller", "no voice for en-US");
        assertThat(report.path("changes").intValue()).isPositive();

        JsonNode version = data(client.post(path + "/publish"), 200);
        JsonNode config = version.path("compiledConfig");
        String playbookId = playbook.substring(playbook.lastIndexOf('/') + 1);
        assertThat(config.path("skills").path(skill).path("name").asText()).isEqualTo("file");
        assertThat(config.path("playbooks")
                        .path(playbookId)
                        .at("/graph/nodes/0/id")
                        .asText())
                .isEqualTo("ask");
        assertThat(config.at("/guardrails/0/id").asText()).isEqualTo("g");
        assertThat(config.at("/callerVerification/0/id").asText()).isEqualTo("v");
        assertThat(diff(path, version)).isEqualTo("[]");
        // Notes of people are no part of what is published.
        data(client.patch(path + "/variables/address", "{\"note\":\"Changed\"}"), 200);
        assertThat(diff(path, version)).isEqualTo("[]");
        assertThat(data(client.get(path + "/prepublish-report"), 200)
                        .path("changes")
                        .intValue())
                .isZero();

        data(client.patch(path + "/skills/" + skill, "{\"description\":\"Files everything\"}"), 200);
        data(client.send("PUT", path + "/guardrails", "[]"), 200);
        assertThat(diff(path, version))
                .contains("\"field\":\"skills." + skill + ".description\"")
                .contains("\"field\":\"guardrails.g\"", "\"kind\":\"removed\"");
        client.delete(path + "/skills/" + skill).expect(200);
        assertThat(diff(path, version)).contains("{\"field\":\"skills." + skill + "\",\"before\":{\"");
        assertThat(fields(problem(client.post(path + "/publish"), 422, "not_publishable")))
                .contains("playbooks." + playbookId + ".nodes.file", "callerVerification.0.verifierSkillId");
    }

    private String diff(String path, JsonNode version) {
        return data(client.get(path + "/versions/" + version.path("id").asText() + "/diff"), 200)
                .path("changes")
                .toString();
    }

    private String playbook(String path, String name) {
        return path + "/playbooks/"
                + data(client.post(path + "/playbooks", "{\"name\":\"" + name + "\"}"), 201)
                        .path("id")
                        .asText();
    }

    private void put(String playbook, String nodes, String connections) {
        String flowId = data(client.get(playbook), 200).path("flowId").asText();
        data(
                client.send(
                        "PUT",
                        playbook + "/graph",
                        "{\"flowId\":\"" + flowId + "\",\"nodes\":[" + nodes + "],\"connections\":[" + connections
                                + "]}"),
                200);
    }

    private static String node(String id, String type, String data) {
        return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\"," + POSITION + ",\"data\":" + data + "}";
    }

    private static String connection(String source, String target, @Nullable String handle) {
        return "{\"id\":\"" + source + "-" + target + "\",\"source\":\"" + source + "\",\"target\":\"" + target
                + "\",\"sourceHandle\":" + (handle == null ? null : "\"" + handle + "\"") + "}";
    }
}
