package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Publishing, comparing and rolling back. */
abstract class VersionSuite extends FlowyteSuite {

    @Test
    void aPublishFreezesTheDraft() {
        String path = agent("Front desk");
        JsonNode version = data(client.post(path + "/publish", "{\"note\":\"First\"}"), 200);
        JsonNode agent = data(client.get(path), 200);
        assertThat(version.path("agentId")).isEqualTo(agent.path("id"));
        assertThat(version.path("version").intValue()).isEqualTo(2);
        assertThat(version.path("note").asText()).isEqualTo("First");
        assertThat(version.at("/compiledConfig/name").asText()).isEqualTo("Front desk");
        assertThat(version.path("publishedBy").asText()).startsWith("key_");
        assertThat(agent.path("version").intValue()).isEqualTo(2);
        assertThat(agent.path("status").asText()).isEqualTo("published");
        assertThat(agent.path("publishedVersionId")).isEqualTo(version.path("id"));
    }

    @Test
    void publishEditRollBackPublish() {
        String path = agent("Front desk");
        JsonNode first = data(client.post(path + "/publish"), 200);
        assertThat(diff(path, first)).isEqualTo("[]");

        data(client.patch(path, "{\"tone\":\"warm\",\"callControl\":{\"maxCallSeconds\":60}}"), 200);
        assertThat(diff(path, first))
                .isEqualTo(
                        "[{\"field\":\"callControl.maxCallSeconds\",\"before\":null,\"after\":60,\"kind\":\"added\"},"
                                + "{\"field\":\"tone\",\"before\":\"\",\"after\":\"warm\",\"kind\":\"changed\"}]");
        assertThat(live(path)).isEqualTo(first.path("id").asText());

        JsonNode second = data(client.post(path + "/publish", "{}"), 200);
        assertThat(second.path("version").intValue()).isEqualTo(4);
        assertThat(diff(path, second)).isEqualTo("[]");
        assertThat(live(path)).isEqualTo(second.path("id").asText());

        JsonNode back = data(
                client.post(
                        path + "/rollback",
                        "{\"versionId\":\"" + first.path("id").asText() + "\"}"),
                200);
        assertThat(back).isEqualTo(first);
        assertThat(live(path)).isEqualTo(first.path("id").asText());
        JsonNode agent = data(client.get(path), 200);
        assertThat(agent.path("version").intValue()).isEqualTo(5);
        assertThat(agent.path("tone").asText()).isEqualTo("warm");
        assertThat(diff(path, second)).isEqualTo("[]");

        JsonNode third = data(client.post(path + "/publish"), 200);
        assertThat(third.path("version").intValue()).isEqualTo(6);
        assertThat(third.path("compiledConfig")).isEqualTo(second.path("compiledConfig"));
        assertThat(live(path)).isEqualTo(third.path("id").asText());

        JsonNode versions = client.get(path + "/versions").expect(200);
        assertThat(versions.path("data").findValuesAsText("version")).containsExactly("6", "4", "2");
        assertThat(versions.path("data").path(0)).isEqualTo(third);
        assertThat(versions.at("/pagination/total").intValue()).isEqualTo(3);
        JsonNode page = client.get(path + "/versions?limit=2").expect(200);
        assertThat(client.get(path + "/versions?limit=2&cursor="
                                + page.at("/pagination/nextCursor").asText())
                        .expect(200)
                        .path("data")
                        .findValuesAsText("version"))
                .containsExactly("2");
        assertThat(client.get(path + "/versions?limit=2&page=2")
                        .expect(200)
                        .path("data")
                        .findValuesAsText("version"))
                .containsExactly("2");
    }

    @Test
    void publishAndRollbackCanBeRepeated() {
        String path = agent("Front desk");
        JsonNode first = data(client.post(path + "/publish"), 200);
        assertThat(data(client.post(path + "/publish"), 200)).isEqualTo(first);
        String body = "{\"versionId\":\"" + first.path("id").asText() + "\"}";
        assertThat(data(client.post(path + "/rollback", body), 200)).isEqualTo(first);
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(2);
    }

    /** What is read often may be answered as before. Seen to fail when it was, without asking for the state of the draft. */
    @Test
    void anAgentThatIsReadOftenIsReadAsItIs() {
        String path = agent("Front desk");
        readTwice(path, 1, null);
        String first = data(client.post(path + "/publish"), 200).path("id").asText();
        readTwice(path, 2, first);
        data(client.send("PUT", path + "/guardrails", "[{\"policyType\":\"write_gate\"}]"), 200);
        data(client.patch(path, "{\"tone\":\"warm\"}"), 200);
        readTwice(path, 4, first);
        String second = data(client.post(path + "/publish"), 200).path("id").asText();
        readTwice(path, 5, second);
        data(client.post(path + "/rollback", "{\"versionId\":\"" + first + "\"}"), 200);
        readTwice(path, 6, first);
        client.delete(path).expect(200);
        problem(client.get(path), 404, "not_found");
    }

    private void readTwice(String path, int version, @Nullable String live) {
        for (int i = 0; i < 2; i++) {
            JsonNode agent = data(client.get(path), 200);
            assertThat(agent.path("version").intValue()).isEqualTo(version);
            assertThat(agent.path("publishedVersionId").textValue()).isEqualTo(live);
        }
    }

    @Test
    void pagesOfVersionsAreShort() {
        String path = agent("Front desk");
        for (int i = 0; i < 21; i++) {
            data(client.patch(path, "{\"tone\":\"" + i + "\"}"), 200);
            data(client.post(path + "/publish"), 200);
        }
        JsonNode page = client.get(path + "/versions?limit=100").expect(200);
        assertThat(page.path("data").size()).isEqualTo(20);
        assertThat(page.at("/pagination/limit").intValue()).isEqualTo(20);
        assertThat(client.get(path + "/versions?limit=100&page=2")
                        .expect(200)
                        .path("data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aStaleVersionPublishesNothing() {
        String path = agent("Front desk");
        problem(client.with("If-Match", "2").post(path + "/publish"), 409, "version_conflict");
        assertThat(live(path)).isEqualTo("null");
        data(client.with("If-Match", "1").post(path + "/publish"), 200);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String path = agent("Front desk");
        String other = agent("Back office");
        String id = data(client.post(other + "/publish"), 200).path("id").asText();
        problem(client.post(path + "/rollback", "{\"versionId\":\"" + id + "\"}"), 404, "version_not_found");
        problem(client.get(path + "/versions/" + id + "/diff"), 404, "version_not_found");
        assertThat(fields(problem(client.post(path + "/rollback", "{}"), 400, "validation_error")))
                .containsExactly("versionId");
        assertThat(client.get(path + "/versions").expect(200).path("data").size())
                .isZero();
    }

    @Test
    void aDeletedAgentTakesItsVersionsAlong() {
        String path = agent("Front desk");
        data(client.post(path + "/publish"), 200);
        client.delete(path).expect(200);
        assertThat(rows("flowyte_version")).isZero();
        assertThat(rows("flowyte_agent_name")).isZero();
    }

    private String diff(String path, JsonNode version) {
        return data(client.get(path + "/versions/" + version.path("id").asText() + "/diff"), 200)
                .path("changes")
                .toString();
    }

    private String live(String path) {
        return data(client.get(path), 200).path("publishedVersionId").asText();
    }
}
