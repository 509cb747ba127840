package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.Reply;
import org.junit.jupiter.api.Test;

/** Agents from their creation to their end. */
abstract class AgentLifecycleSuite extends FlowyteSuite {

    @Test
    void aNameIsEnoughForAnAgent() {
        JsonNode agent = data(client.post(AGENTS, "{\"name\":\"Front desk\"}"), 201);
        assertThat(agent.path("name").asText()).isEqualTo("Front desk");
        assertThat(agent.path("organizationId").asText()).isEqualTo(workspace);
        assertThat(agent.path("version").intValue()).isEqualTo(1);
        assertThat(agent.path("status").asText()).isEqualTo("draft");
        assertThat(agent.path("persona").asText("-")).isEmpty();
        assertThat(agent.path("primaryLanguage").asText()).isEqualTo("en-US");
        assertThat(agent.path("languages").toString()).isEqualTo("[\"en-US\"]");
        assertThat(agent.path("sku").asText()).isEqualTo("single_language");
        assertThat(agent.path("enabledChannels").toString()).isEqualTo("[\"voice\"]");
        assertThat(agent.path("publishedVersionId").isNull()).isTrue();
        assertThat(agent.path("avgTicketCents").isNull()).isTrue();
        assertThat(agent.path("businessHours").toString()).isEqualTo("{}");
        assertThat(data(client.get(AGENTS + "/" + agent.path("id").asText()), 200))
                .isEqualTo(agent);
    }

    @Test
    void anAgentCanBeSentBackAsItWasRead() {
        String path = agent("Front desk");
        JsonNode agent = data(client.get(path), 200);
        JsonNode after = data(client.patch(path, agent.toString()), 200);
        assertThat(after.path("version").intValue()).isEqualTo(2);
        assertThat(after.path("name")).isEqualTo(agent.path("name"));
    }

    @Test
    void aMemberThatIsSentReplacesTheOneThatIsThere() {
        String path = agent("Front desk");
        data(client.patch(path, "{\"callControl\":{\"maxCallSeconds\":3600,\"maxIdleReminders\":1}}"), 200);
        JsonNode agent = data(client.patch(path, "{\"callControl\":{\"maxCallSeconds\":900}}"), 200);
        assertThat(agent.path("callControl").toString()).isEqualTo("{\"maxCallSeconds\":900}");
        assertThat(agent.path("version").intValue()).isEqualTo(3);
    }

    @Test
    void phoneNumbersAreStoredInOneSpelling() {
        String path = agent("Front desk");
        JsonNode agent = data(
                client.patch(
                        path,
                        "{\"handoffConfig\":{\"transferDestination\":\"(415) 555-0123\",\"transferRules\":"
                                + "[{\"label\":\"UK\",\"destination\":\"+44 20 7123 4567\"}]},"
                                + "\"businessHours\":{\"afterHours\":{\"number\":\"4155550124\",\"emergencyNumber\":\"911\"}}}"),
                200);
        assertThat(agent.at("/handoffConfig/transferDestination").asText()).isEqualTo("+14155550123");
        assertThat(agent.at("/handoffConfig/transferRules/0/destination").asText())
                .isEqualTo("+442071234567");
        assertThat(agent.at("/businessHours/afterHours/number").asText()).isEqualTo("+14155550124");
        assertThat(agent.at("/businessHours/afterHours/emergencyNumber").asText())
                .isEqualTo("911");
    }

    @Test
    void unknownChannelsAreKept() {
        String path = agent("Front desk");
        JsonNode agent = data(
                client.patch(
                        path,
                        "{\"enabledChannels\":[\"voice\",\"carrier_pigeon\"],"
                                + "\"channelOverrides\":{\"carrier_pigeon\":{\"enabled\":true,\"greeting\":null}}}"),
                200);
        assertThat(agent.path("enabledChannels").toString()).isEqualTo("[\"voice\",\"carrier_pigeon\"]");
        assertThat(agent.path("channelOverrides").toString())
                .isEqualTo("{\"carrier_pigeon\":{\"enabled\":true,\"greeting\":null}}");
    }

    @Test
    void aStaleVersionIsAConflictThatTellsThePresentState() {
        String path = agent("Front desk");
        data(client.with("If-Match", "1").patch(path, "{\"tone\":\"warm\"}"), 200);
        data(client.with("If-Match", "\"2\"").patch(path, "{\"tone\":\"brisk\"}"), 200);
        for (String stale : new String[] {"2", "\"2\"", "4", "0"}) {
            JsonNode conflict =
                    problem(client.with("If-Match", stale).patch(path, "{\"tone\":\"dry\"}"), 409, "version_conflict");
            assertThat(conflict.path("data")).isEqualTo(data(client.get(path), 200));
        }
        assertThat(data(client.get(path), 200).path("tone").asText()).isEqualTo("brisk");
        JsonNode invalid = problem(
                client.with("If-Match", "yesterday").patch(path, "{\"tone\":\"dry\"}"), 400, "validation_error");
        assertThat(fields(invalid)).containsExactly("If-Match");
    }

    @Test
    void namesAreUniqueInTheOrganization() {
        String path = agent("Front desk");
        String other = agent("Back office");
        problem(client.post(AGENTS, "{\"name\":\"Front desk\"}"), 409, "agent_name_taken");
        problem(client.patch(other, "{\"name\":\"Front desk\"}"), 409, "agent_name_taken");
        assertThat(data(client.get(other), 200).path("version").intValue()).isEqualTo(1);
        data(client.patch(path, "{\"name\":\"Lobby\"}"), 200);
        data(client.patch(other, "{\"name\":\"Front desk\"}"), 200);
        client.delete(path).expect(200);
        agent("Lobby");
        data(bearer(keys.all(workspace + "-other")).post(AGENTS, "{\"name\":\"Front desk\"}"), 201);
    }

    @Test
    void languagesMustBeHeardByTheSku() {
        String path = agent("Front desk");
        assertThat(fields(problem(
                        client.patch(path, "{\"languages\":[\"en-US\",\"es-MX\"]}"), 422, "language_not_supported")))
                .containsExactly("languages");
        assertThat(fields(problem(
                        client.patch(path, "{\"sku\":\"code_switch\",\"languages\":[\"en-US\",\"th-TH\"]}"),
                        422,
                        "language_not_supported")))
                .containsExactly("languages.1");
        JsonNode agent = data(client.patch(path, "{\"sku\":\"code_switch\",\"languages\":[\"en-US\",\"es-MX\"]}"), 200);
        assertThat(agent.path("languages").toString()).isEqualTo("[\"en-US\",\"es-MX\"]");
        data(client.post(AGENTS, "{\"name\":\"Thai\",\"languages\":[\"th-TH\"]}"), 201);
        data(client.post(AGENTS, "{\"name\":\"Dansk\",\"primaryLanguage\":\"da-DK\"}"), 201);
        problem(client.post(AGENTS, "{\"name\":\"Klingon\",\"languages\":[\"tlh\"]}"), 422, "language_not_supported");
    }

    @Test
    void listsHavePagesAndCursors() {
        for (int i = 0; i < 7; i++) {
            agent("Agent " + i);
        }
        JsonNode second = client.get(AGENTS + "?page=2&limit=3").expect(200);
        assertThat(texts(second.path("data"), "name")).containsExactly("Agent 3", "Agent 4", "Agent 5");
        assertThat(second.path("pagination").path("page").intValue()).isEqualTo(2);
        assertThat(second.path("pagination").path("limit").intValue()).isEqualTo(3);
        assertThat(second.path("pagination").path("total").intValue()).isEqualTo(7);
        assertThat(second.path("pagination").path("totalPages").intValue()).isEqualTo(3);
        String cursor = second.path("pagination").path("nextCursor").asText();
        client.delete(AGENTS + "/" + second.at("/data/0/id").asText()).expect(200);
        JsonNode third = client.get(AGENTS + "?limit=3&cursor=" + cursor).expect(200);
        assertThat(texts(third.path("data"), "name")).containsExactly("Agent 6");
        assertThat(third.path("pagination").path("page").intValue()).isEqualTo(3);
        assertThat(third.at("/pagination/nextCursor").isNull()).isTrue();
        assertThat(client.get(AGENTS + "?page=99").expect(200).path("data").size())
                .isZero();
        for (String wrong : new String[] {"page=0", "limit=0", "cursor=x", "page=1&cursor=" + cursor, "page=x"}) {
            problem(client.get(AGENTS + "?" + wrong), 400, "validation_error");
        }
    }

    @Test
    void aDeletedAgentIsGone() {
        String path = agent("Front desk");
        problem(client.with("If-Match", "7").delete(path), 409, "version_conflict");
        Reply deleted = client.with("If-Match", "1").delete(path);
        assertThat(deleted.text()).isEqualTo("{\"success\":true,\"data\":null}");
        problem(client.get(path), 404, "not_found");
        problem(client.delete(path), 404, "not_found");
        assertThat(client.get(AGENTS).expect(200).path("data").size()).isZero();
    }

    @Test
    void boundariesAreWhereTheyAreSaidToBe() {
        String longest = "\uD83D\uDE80".repeat(200);
        assertThat(data(client.post(AGENTS, "{\"name\":\"" + longest + "\"}"), 201)
                        .path("name")
                        .asText())
                .isEqualTo(longest);
        assertThat(fields(problem(client.post(AGENTS, "{\"name\":\"" + longest + "x\"}"), 400, "validation_error")))
                .containsExactly("name");
        String path = agent("Front desk");
        data(
                client.patch(
                        path,
                        "{\"avgTicketCents\":99999999999999999999999,\"llmTemperature\":1e300,"
                                + "\"endpointing\":{\"minSilenceMs\":3000000000,\"maxSilenceMs\":4000000000}}"),
                200);
        assertThat(fields(problem(
                        client.patch(
                                path,
                                "{\"avgTicketCents\":-99999999999999999999999,"
                                        + "\"endpointing\":{\"minSilenceMs\":4294967297,\"maxSilenceMs\":2}}"),
                        400,
                        "validation_error")))
                .containsExactlyInAnyOrder("avgTicketCents", "endpointing.maxSilenceMs");
    }

    @Test
    void whatIsWrongIsNamed() {
        String path = agent("Front desk");
        JsonNode wrong = problem(
                client.patch(
                        path,
                        "{\"name\":\" \",\"languages\":[\"en-US\",\"en-US\"],\"enabledChannels\":[\"Voice\"],"
                                + "\"handoffConfig\":{\"transferDestination\":\"12\"}}"),
                400,
                "validation_error");
        assertThat(wrong.path("title").asText()).isEqualTo("Validation failure");
        assertThat(fields(wrong))
                .containsExactlyInAnyOrder(
                        "name", "languages.1", "enabledChannels.0", "handoffConfig.transferDestination");
        assertThat(fields(problem(client.post(AGENTS, "{}"), 400, "validation_error")))
                .containsExactly("name");
        assertThat(fields(problem(client.patch(path, "{\"greetting\":\"Hi\"}"), 400, "validation_error")))
                .containsExactly("greetting");
        assertThat(fields(problem(
                        client.patch(path, "{\"callControl\":{\"maxCallSeconds\":3601}}"), 400, "validation_error")))
                .containsExactly("callControl.maxCallSeconds");
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(1);
    }
}
