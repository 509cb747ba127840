package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import org.junit.jupiter.api.Test;

/** Guardrail policies and caller verification in the draft. */
abstract class GuardrailSuite extends FlowyteSuite {

    @Test
    void policiesAreReplacedWhole() {
        String path = agent("Front desk");
        String agentId = path.substring(AGENTS.length() + 1);
        assertThat(data(client.get(path + "/guardrails"), 200).toString()).isEqualTo("[]");
        JsonNode first = data(
                client.send(
                        "PUT",
                        path + "/guardrails",
                        "[{\"id\":\"mine\",\"agentId\":\"" + agentId + "\",\"organizationId\":\"" + workspace
                                + "\",\"policyType\":\"rate_limit\",\"config\":{\"perMinute\":3}},"
                                + "{\"policyType\":\"write_gate\",\"appliesToSkillType\":\"crm\",\"isEnabled\":false}]"),
                200);
        assertThat(first.path(0))
                .isEqualTo(StrictJson.parse(
                        "{\"id\":\"mine\",\"agentId\":\"" + agentId + "\",\"organizationId\":\"" + workspace
                                + "\",\"policyType\":\"rate_limit\",\"config\":{\"perMinute\":3},\"isEnabled\":true}"));
        assertThat(first.at("/1/id").asText()).isNotEmpty();
        assertThat(data(client.get(path + "/guardrails"), 200)).isEqualTo(first);
        assertThat(data(client.send("PUT", path + "/guardrails", first.toString()), 200))
                .isEqualTo(first);
        assertThat(data(client.send("PUT", path + "/guardrails", "[]"), 200).toString())
                .isEqualTo("[]");
        assertThat(data(client.get(path + "/guardrails"), 200).toString()).isEqualTo("[]");
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(4);
    }

    @Test
    void verificationNamesASkillOfTheAgent() {
        String path = agent("Front desk");
        String skill = data(
                        client.post(
                                path + "/skills", "{\"name\":\"check\",\"description\":\"x\",\"skillType\":\"crm\"}"),
                        201)
                .path("id")
                .asText();
        String body = "[{\"method\":\"account_pin\",\"verifierSkillId\":\"%s\",\"requiredFields\":[\"pin\"],"
                + "\"tokenTtlSeconds\":600,\"maxAttempts\":3,\"stepUpFor\":[\"refund\"]}]";
        JsonNode stored = data(client.send("PUT", path + "/caller-verification", body.formatted(skill)), 200);
        assertThat(stored.at("/0/maxAttempts").intValue()).isEqualTo(3);
        assertThat(data(client.get(path + "/caller-verification"), 200)).isEqualTo(stored);
        assertThat(fields(problem(
                        client.send("PUT", path + "/caller-verification", body.formatted("nobody")),
                        400,
                        "validation_error")))
                .containsExactly("0.verifierSkillId");
        assertThat(data(client.get(path + "/caller-verification"), 200)).isEqualTo(stored);
    }

    @Test
    void whatIsWrongIsNamed() {
        String path = agent("Front desk");
        for (String[] row : new String[][] {
            {"[{}]", "0.policyType"},
            {"[{\"policyType\":\"be_nice\"}]", "0.policyType"},
            {"[{\"policyType\":\"rate_limit\",\"agentId\":\"other\"}]", "0.agentId"},
            {"[{\"policyType\":\"rate_limit\",\"organizationId\":\"other\"}]", "0.organizationId"},
            {"[{\"policyType\":\"rate_limit\",\"surprise\":1}]", "0.surprise"},
            {"[{\"policyType\":\"rate_limit\",\"config\":[]}]", "0.config"},
            {"[{\"policyType\":\"rate_limit\",\"id\":\"a\"},{\"policyType\":\"rate_limit\",\"id\":\"a\"}]", "1.id"},
            {"[{\"policyType\":\"rate_limit\",\"id\":\"a.b\"}]", "0.id"},
            {"{}", ""}
        }) {
            assertThat(fields(problem(client.send("PUT", path + "/guardrails", row[0]), 400, "validation_error")))
                    .as(row[0])
                    .containsExactly(row[1]);
        }
        for (String[] row : new String[][] {
            {"[{\"method\":\"otp_sms\"}]", "0.verifierSkillId"},
            {"[{\"method\":\"palm\",\"verifierSkillId\":\"x\"}]", "0.method"},
            {"[{\"method\":\"otp_sms\",\"verifierSkillId\":\"x\",\"maxAttempts\":0}]", "0.maxAttempts"},
            {"[{\"method\":\"otp_sms\",\"verifierSkillId\":\"x\",\"tokenTtlSeconds\":86401}]", "0.tokenTtlSeconds"}
        }) {
            assertThat(fields(problem(
                            client.send("PUT", path + "/caller-verification", row[0]), 400, "validation_error")))
                    .as(row[0])
                    .containsExactly(row[1]);
        }
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(1);
    }
}
