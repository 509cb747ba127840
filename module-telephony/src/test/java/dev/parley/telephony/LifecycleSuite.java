package dev.parley.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Sql;
import dev.parley.core.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each operation answers, to the letter, and what it does. */
abstract class LifecycleSuite extends NumberSuite {

    /** A connector as it is made, with what is not the same in every run left to be filled in. */
    private String fresh(String agent, String connectorId, String environment) {
        return "{\"connectorId\":\"" + connectorId + "\",\"name\":\"Agent " + id(agent) + " (" + environment
                + ")\",\"accountId\":\"" + workspace + "\",\"projectId\":\"" + id(agent) + "\",\"clientEnv\":\""
                + environment
                + "\",\"variantId\":\"\",\"asrLangCode\":\"en-US\",\"ttsLangCode\":\"en-US\","
                + "\"voiceName\":\"en-US-Neural2-A\",\"disableHandoff\":false}";
    }

    private String line(String agent, String number, String environment, String connectorId) {
        return "{\"number\":\"" + number + "\",\"projectId\":\"" + id(agent) + "\",\"accountId\":\"" + workspace
                + "\",\"clientEnv\":\"" + environment + "\",\"connectorId\":\"" + connectorId + "\"}";
    }

    private static void assertText(Reply reply, int status, String text) {
        reply.expect(status);
        assertThat(reply.text()).isEqualTo(text);
    }

    @Test
    void aNumberIsImportedReadAndDeleted() {
        String agent = agent();
        assertText(client.get(agent + NUMBERS), 200, "{\"phoneNumbers\":[]}");
        assertText(client.get(agent + CONNECTORS), 200, "{\"connectors\":[]}");
        String number = newNumber();
        String path = agent + NUMBERS + "/" + number;
        client.get(path).expectError(404, "PHONE_NUMBERS_NOT_FOUND");
        assertText(client.post(path, "{\"clientEnv\":\"sandbox\"}"), 201, "{\"imported\":\"" + number + "\"}");
        String connector = connectors(agent).get(0);
        assertThat(connector).matches("conn_[a-z0-9]{16}");
        String line = line(agent, number, "sandbox", connector);
        assertText(client.get(path), 200, line);
        assertText(client.get(agent + NUMBERS), 200, "{\"phoneNumbers\":[" + line + "]}");
        assertText(
                client.get(agent + CONNECTORS), 200, "{\"connectors\":[" + fresh(agent, connector, "sandbox") + "]}");
        assertText(client.get(agent + CONNECTORS + "/" + connector), 200, fresh(agent, connector, "sandbox"));
        assertText(
                client.post(agent + CONNECTORS + "/lookup", "{\"phoneNumber\":\"" + number + "\"}"),
                200,
                fresh(agent, connector, "sandbox"));
        client.post(path, "{}").expectError(409, TAKEN);
        assertAgreement();
        assertText(client.delete(path), 200, "{\"deleted\":\"" + number + "\"}");
        client.delete(path).expectError(404, "PHONE_NUMBERS_NOT_FOUND");
        assertText(client.get(agent + NUMBERS), 200, "{\"phoneNumbers\":[]}");
        awaitAgreement();
        assertText(client.post(path), 201, "{\"imported\":\"" + number + "\"}");
        assertThat(client.get(path).expect(200).path("clientEnv").asText()).isEqualTo("live");
    }

    /** Seen to fail for the raw plus when the path was a plain variable, and when the router's space was not undone. */
    @Test
    void thePlusInAPathIsRawOrEscaped() {
        for (String plus : List.of("+", "%2B", "%2b")) {
            String agent = agent();
            String number = newNumber();
            imported(agent, "sandbox");
            String connector = connectors(agent).get(0);
            String path = agent + NUMBERS + "/" + number.replace("+", plus);
            assertText(client.post(path, "{}"), 201, "{\"imported\":\"" + number + "\"}");
            assertThat(client.get(path).expect(200).path("number").asText()).isEqualTo(number);
            assertText(
                    client.patch(path, "{\"connectorId\":\"" + connector + "\"}"),
                    200,
                    line(agent, number, "sandbox", connector));
            assertText(client.delete(path), 200, "{\"deleted\":\"" + number + "\"}");
        }
    }

    @Test
    void severalNumbersAreImportedInOrderAndEachOnce() {
        String agent = agent();
        String a = newNumber();
        String b = newNumber();
        String c = newNumber();
        assertText(
                client.post(agent + NUMBERS, body(List.of(c, a, c, b, a))),
                201,
                "{\"imported\":" + json(List.of(c, a, b)) + "}");
        assertThat(numbers(agent)).containsExactly(c, a, b);
        assertThat(connectors(agent)).hasSize(1);
        assertThat(connector(agent, connectors(agent).get(0)).path("clientEnv").asText())
                .isEqualTo("live");
    }

    @Test
    void anImportOfSeveralIsAllOrNothing() {
        String agent = agent();
        String other = agent();
        String taken = imported(other);
        List<String> numbers = newNumbers(3);
        List<String> withTaken = new ArrayList<>(numbers);
        withTaken.add(1, taken);
        Reply refused = client.post(agent + NUMBERS, body(withTaken));
        assertThat(refused.expectError(409, TAKEN).path("message").asText()).contains(taken);
        assertThat(numbers(agent)).isEmpty();
        assertThat(connectors(agent)).isEmpty();
        assertAgreement();
        client.post(agent + NUMBERS, body(numbers)).expect(201);
        List<String> withOwn = new ArrayList<>(newNumbers(1));
        withOwn.add(numbers.get(2));
        client.post(agent + NUMBERS, body(withOwn)).expectError(409, TAKEN);
        assertThat(numbers(agent)).isEqualTo(numbers);
    }

    @Test
    void athousandNumbersAreImportedAndDeletedInOneCall() {
        String agent = agent();
        List<String> numbers = newNumbers(1000);
        assertText(client.post(agent + NUMBERS, body(numbers)), 201, "{\"imported\":" + json(numbers) + "}");
        assertThat(numbers(agent)).isEqualTo(numbers);
        assertAgreement();
        assertText(client.send("DELETE", agent + NUMBERS, body(numbers)), 200, "{\"deleted\":" + json(numbers) + "}");
        assertThat(numbers(agent)).isEmpty();
    }

    @Test
    void severalNumbersAreLookedUp() {
        String agent = agent();
        String a = imported(agent);
        String b = imported(agent);
        String unknown = newNumber();
        String connector = connectors(agent).get(0);
        assertText(
                client.post(agent + NUMBERS + "/batch", body(List.of(b, unknown, a, b, "nonsense"))),
                200,
                "{\"found\":[" + line(agent, b, "live", connector) + "," + line(agent, a, "live", connector)
                        + "],\"notFound\":" + json(List.of(unknown, "nonsense")) + "}");
        assertText(
                client.post(agent + NUMBERS + "/batch", body(List.of(unknown))),
                200,
                "{\"found\":[],\"notFound\":" + json(List.of(unknown)) + "}");
    }

    @Test
    void severalNumbersAreDeletedItemByItem() {
        String agent = agent();
        String a = imported(agent);
        String b = imported(agent);
        String kept = imported(agent);
        String others = imported(agent());
        String unknown = newNumber();
        assertText(
                client.send("DELETE", agent + NUMBERS, body(List.of(b, unknown, others, "nonsense", a, b))),
                200,
                "{\"deleted\":" + json(List.of(b, a)) + ",\"errors\":[{\"phoneNumber\":\"" + unknown
                        + "\",\"error\":\"Phone number does not exist.\"},{\"phoneNumber\":\"" + others
                        + "\",\"error\":\"Phone number does not exist.\"},{\"phoneNumber\":\"nonsense\","
                        + "\"error\":\"Number is not in valid E.164 format.\"}]}");
        assertThat(numbers(agent)).containsExactly(kept);
        assertText(
                client.send("DELETE", agent + NUMBERS, body(List.of(kept))),
                200,
                "{\"deleted\":" + json(List.of(kept)) + "}");
        awaitAgreement();
        assertThat(carrier.bindings()).containsKey(others).doesNotContainKeys(a, b, kept);
    }

    @Test
    void everyEnvironmentHasOneDefaultConnector() {
        String agent = agent();
        List<String> numbers = new ArrayList<>();
        for (String environment : List.of("live", "sandbox", "live", "pre-release", "sandbox")) {
            numbers.add(imported(agent, environment));
        }
        JsonNode connectors = client.get(agent + CONNECTORS).expect(200).path("connectors");
        assertThat(texts(connectors, "clientEnv")).containsExactly("live", "sandbox", "pre-release");
        assertThat(connectorOf(agent, numbers.get(0))).isEqualTo(connectorOf(agent, numbers.get(2)));
        assertThat(connectorOf(agent, numbers.get(1))).isEqualTo(connectorOf(agent, numbers.get(4)));
        String sandbox = connectorOf(agent, numbers.get(1));
        assertThat(texts(
                        client.get(agent + NUMBERS + "?connectorId=" + sandbox)
                                .expect(200)
                                .path("phoneNumbers"),
                        "number"))
                .containsExactly(numbers.get(1), numbers.get(4));
    }

    @Test
    void aNumberIsImportedToAConnector() {
        String agent = agent();
        String first = connectorOf(agent, imported(agent, "pre-release"));
        String number = newNumber();
        client.post(agent + NUMBERS + "/" + number, "{\"connectorId\":\"" + first + "\"}")
                .expect(201);
        assertText(client.get(agent + NUMBERS + "/" + number), 200, line(agent, number, "pre-release", first));
        client.post(
                        agent + NUMBERS + "/" + newNumber(),
                        "{\"connectorId\":\"" + first + "\",\"clientEnv\":\"pre-release\"}")
                .expect(201);
    }

    @Test
    void aNumberIsAssignedToAnotherConnectorAndTakesItsEnvironment() {
        String agent = agent();
        String number = imported(agent, "sandbox");
        String live = connectorOf(agent, imported(agent, "live"));
        Map<String, String> before = carrier.bindings();
        assertText(
                client.patch(agent + NUMBERS + "/" + number, "{\"connectorId\":\"" + live + "\"}"),
                200,
                line(agent, number, "live", live));
        // Again changes nothing.
        client.patch(agent + NUMBERS + "/" + number, "{\"connectorId\":\"" + live + "\"}")
                .expect(200);
        assertThat(carrier.bindings()).isEqualTo(before);
        assertThat(numbers(agent)).first().isEqualTo(number);
    }

    @Test
    void severalConnectorsAreRead() {
        String agent = agent();
        String a = connectorOf(agent, imported(agent, "sandbox"));
        String b = connectorOf(agent, imported(agent, "live"));
        assertText(
                client.post(
                        agent + CONNECTORS + "/batch",
                        "{\"connectorIds\":" + json(List.of(b, "conn_nowhere", a, b)) + "}"),
                200,
                "{\"found\":[" + fresh(agent, b, "live") + "," + fresh(agent, a, "sandbox")
                        + "],\"notFound\":[\"conn_nowhere\"]}");
    }

    @Test
    void onlyWhatIsMentionedOfAConnectorChanges() {
        String agent = agent();
        variant(agent, "VARIANT-1");
        String connector = connectorOf(agent, imported(agent));
        String path = agent + CONNECTORS + "/" + connector;
        String fresh = fresh(agent, connector, "live");
        String changed = fresh.replace("\"variantId\":\"\"", "\"variantId\":\"VARIANT-1\"");
        assertText(client.patch(path, "{\"variantId\":\"VARIANT-1\"}"), 200, changed);
        changed = changed.replace("\"asrLangCode\":\"en-US\"", "\"asrLangCode\":\"de\"");
        assertText(client.patch(path, "{\"asrLangCode\":\"de\",\"surprise\":1}"), 200, changed);
        changed = changed.replace("en-US-Neural2-A", "cmn-CN-Chirp3-HD-Zephyr")
                .replace("\"ttsLangCode\":\"en-US\"", "\"ttsLangCode\":\"cmn-CN\"");
        assertText(client.patch(path, "{\"voiceName\":\"cmn-CN-Chirp3-HD-Zephyr\"}"), 200, changed);
        assertText(client.patch(path, "{}"), 200, changed);
        assertText(client.patch(path, "{\"projectId\":\"" + id(agent) + "\"}"), 200, changed);
        assertText(client.get(path), 200, changed);
        changed = changed.replace("VARIANT-1", "");
        assertText(client.patch(path, "{\"variantId\":null}"), 200, changed);
        assertText(client.patch(path, "{\"asrLangCode\":null,\"voiceName\":null}"), 200, fresh);
        client.patch(path, "{\"variantId\":\"VARIANT-1\"}").expect(200);
        assertText(client.patch(path, "{\"variantId\":\"\"}"), 200, fresh);
        assertText(client.get(path), 200, fresh);
    }

    /** Seen to fail when only main was asked, and when any environment would do. */
    @Test
    void aVariantIsOnMainOrDeployedInTheEnvironment() {
        String agent = agent();
        String live = agent + CONNECTORS + "/" + connectorOf(agent, imported(agent, "live"));
        String sandbox = agent + CONNECTORS + "/" + connectorOf(agent, imported(agent, "sandbox"));
        String body = "{\"variantId\":\"VARIANT-1\"}";
        client.patch(live, body).expectError(400, "CONNECTORS_VALIDATION_FAILED");
        variant(agent, "VARIANT-1");
        client.patch(live, body).expect(200);
        agents.publish(workspace, id(agent), "live");
        removeVariant(agent, "VARIANT-1");
        assertThat(client.get(live).expect(200).path("variantId").asText()).isEmpty();
        client.patch(live, body).expect(200);
        client.patch(sandbox, body).expectError(400, "CONNECTORS_VALIDATION_FAILED");
    }

    /** Seen to fail without the listener, and when it did not ask whose connectors. */
    @Test
    void aVariantThatIsDeletedIsTakenFromTheAgentsConnectors() {
        String agent = agent();
        String other = agent();
        for (String one : List.of(agent, other)) {
            variant(one, "VARIANT-1");
            variant(one, "VARIANT-2");
            client.patch(
                            one + CONNECTORS + "/" + connectorOf(one, imported(one, "live")),
                            "{\"variantId\":\"VARIANT-1\"}")
                    .expect(200);
            client.patch(
                            one + CONNECTORS + "/" + connectorOf(one, imported(one, "sandbox")),
                            "{\"variantId\":\"VARIANT-2\"}")
                    .expect(200);
        }
        removeVariant(agent, "VARIANT-1");
        assertThat(texts(client.get(agent + CONNECTORS).expect(200).path("connectors"), "variantId"))
                .containsExactly("", "VARIANT-2");
        assertThat(texts(client.get(other + CONNECTORS).expect(200).path("connectors"), "variantId"))
                .containsExactly("VARIANT-1", "VARIANT-2");
    }

    /** Seen to fail when the registry kept the old owner. */
    @Test
    void aConnectorMovesWithItsNumbers() {
        String agent = agent();
        String target = agent();
        String a = imported(agent);
        String b = imported(agent);
        String stays = imported(agent, "sandbox");
        String connector = connectorOf(agent, a);
        Map<String, String> before = carrier.bindings();
        assertText(
                client.patch(
                        agent + CONNECTORS + "/" + connector,
                        "{\"projectId\":\"" + id(target) + "\",\"asrLangCode\":\"fr-FR\"}"),
                200,
                fresh(agent, connector, "live")
                        .replace("\"projectId\":\"" + id(agent), "\"projectId\":\"" + id(target))
                        .replace("\"asrLangCode\":\"en-US\"", "\"asrLangCode\":\"fr-FR\""));
        client.get(agent + CONNECTORS + "/" + connector).expectError(404, "CONNECTORS_NOT_FOUND");
        assertThat(numbers(agent)).containsExactly(stays);
        assertThat(numbers(target)).containsExactly(a, b);
        assertThat(carrier.bindings()).isEqualTo(before);
        assertAgreement();
        client.delete(target + NUMBERS + "/" + a).expect(200);
        awaitAgreement();
        assertThat(carrier.bindings()).doesNotContainKey(a);
    }

    @Test
    void importsUseAConnectorThatWasMovedHereUntilThereIsAnOwn() {
        String agent = agent();
        String target = agent();
        String moved = connectorOf(agent, imported(agent));
        client.patch(agent + CONNECTORS + "/" + moved, "{\"projectId\":\"" + id(target) + "\"}")
                .expect(200);
        assertThat(connectorOf(target, imported(target))).isEqualTo(moved);
        String own = connectorOf(agent, imported(agent));
        assertThat(own).isNotEqualTo(moved);
        client.patch(target + CONNECTORS + "/" + moved, "{\"projectId\":\"" + id(agent) + "\"}")
                .expect(200);
        // The one that was made here goes before the older one.
        assertThat(connectorOf(agent, imported(agent))).isEqualTo(own);
        client.delete(agent + CONNECTORS + "/" + own).expect(200);
        assertThat(connectorOf(agent, imported(agent))).isEqualTo(moved);
        client.delete(agent + CONNECTORS + "/" + moved).expect(200);
        assertThat(connectorOf(agent, imported(agent))).isNotIn(own, moved);
    }

    @Test
    void aConnectorThatMovesKeepsTheVariantThatTheOtherAgentHasToo() {
        String agent = agent();
        String copy = agent();
        String stranger = agent();
        variant(agent, "VARIANT-1");
        variant(copy, "VARIANT-1");
        variant(stranger, "VARIANT-2");
        String connector = connectorOf(agent, imported(agent));
        client.patch(agent + CONNECTORS + "/" + connector, "{\"variantId\":\"VARIANT-1\"}")
                .expect(200);
        assertThat(client.patch(agent + CONNECTORS + "/" + connector, "{\"projectId\":\"" + id(copy) + "\"}")
                        .expect(200)
                        .path("variantId")
                        .asText())
                .isEqualTo("VARIANT-1");
        client.patch(
                        copy + CONNECTORS + "/" + connector,
                        "{\"projectId\":\"" + id(stranger) + "\",\"variantId\":\"VARIANT-1\"}")
                .expectError(400, "CONNECTORS_VALIDATION_FAILED");
        assertThat(client.patch(copy + CONNECTORS + "/" + connector, "{\"projectId\":\"" + id(stranger) + "\"}")
                        .expect(200)
                        .path("variantId")
                        .asText())
                .isEmpty();
        assertThat(client.patch(
                                stranger + CONNECTORS + "/" + connector,
                                "{\"projectId\":\"" + id(agent) + "\",\"variantId\":\"VARIANT-1\"}")
                        .expect(200)
                        .path("variantId")
                        .asText())
                .isEqualTo("VARIANT-1");
    }

    @Test
    void severalConnectorsAreChangedItemByItem() {
        String agent = agent();
        String target = agent();
        String a = connectorOf(agent, imported(agent, "live"));
        String b = connectorOf(agent, imported(agent, "sandbox"));
        String c = connectorOf(agent, imported(agent, "pre-release"));
        String changedA = fresh(agent, a, "live").replace("\"asrLangCode\":\"en-US\"", "\"asrLangCode\":\"de-DE\"");
        String movedC =
                fresh(agent, c, "pre-release").replace("\"projectId\":\"" + id(agent), "\"projectId\":\"" + id(target));
        assertText(
                client.patch(
                        agent + CONNECTORS + "/batch",
                        "{\"updates\":[{\"connectorId\":\"conn_nowhere\",\"asrLangCode\":\"de-DE\"},"
                                + "{\"connectorId\":\"" + a + "\",\"asrLangCode\":\"de-DE\"},"
                                + "{\"connectorId\":\"" + b + "\",\"asrLangCode\":\"de-DE\",\"voiceName\":\"x\"},"
                                + "{\"connectorId\":\"" + c + "\",\"projectId\":\"" + id(target) + "\"},"
                                + "{\"connectorId\":\"" + c + "\",\"asrLangCode\":\"de-DE\"},"
                                + "{\"connectorId\":\"" + b + "\",\"projectId\":\"nowhere\"}]}"),
                200,
                "{\"results\":["
                        + "{\"connectorId\":\"conn_nowhere\",\"success\":false,\"error\":\"Connector ID does not exist.\"},"
                        + "{\"connectorId\":\"" + a + "\",\"success\":true,\"data\":" + changedA + "},"
                        + "{\"connectorId\":\"" + b + "\",\"success\":false,\"error\":\"voiceName must begin with the"
                        + " language and region of the voice, such as en-US-Neural2-A\"},"
                        + "{\"connectorId\":\"" + c + "\",\"success\":true,\"data\":" + movedC + "},"
                        + "{\"connectorId\":\"" + c
                        + "\",\"success\":false,\"error\":\"Connector ID does not exist.\"},"
                        + "{\"connectorId\":\"" + b + "\",\"success\":false,\"error\":\"The API key reaches no agent"
                        + " nowhere\"}]}");
        assertText(client.get(agent + CONNECTORS + "/" + a), 200, changedA);
        assertText(client.get(agent + CONNECTORS + "/" + b), 200, fresh(agent, b, "sandbox"));
        assertText(client.get(target + CONNECTORS + "/" + c), 200, movedC);
    }

    @Test
    void aConnectorIsDeletedWithItsNumbers() {
        String agent = agent();
        String a = imported(agent);
        String b = imported(agent);
        String kept = imported(agent, "sandbox");
        String connector = connectorOf(agent, a);
        assertText(
                client.delete(agent + CONNECTORS + "/" + connector),
                200,
                "{\"deletedConnector\":\"" + connector + "\",\"deletedPhoneNumbers\":" + json(List.of(a, b)) + "}");
        client.delete(agent + CONNECTORS + "/" + connector).expectError(404, "CONNECTORS_NOT_FOUND");
        assertThat(numbers(agent)).containsExactly(kept);
        awaitAgreement();
        assertThat(carrier.bindings()).doesNotContainKeys(a, b);
        client.post(agent() + NUMBERS, body(List.of(a, b))).expect(201);
    }

    /** Seen to fail without the listener of the connectors, and without that of the registry. */
    @Test
    void anAgentThatIsDeletedGivesItsNumbersUp() {
        String agent = agent();
        String a = imported(agent);
        String b = imported(agent, "sandbox");
        String other = agent();
        agents.delete(workspace, id(agent));
        client.get(agent + NUMBERS).expectError(404, "PROJECT_NOT_FOUND");
        client.post(other + NUMBERS, body(List.of(a))).expect(201);
        awaitAgreement();
        assertThat(carrier.bindings()).containsKey(a).doesNotContainKey(b);
        agents.create(workspace, id(agent));
        assertText(client.get(agent + CONNECTORS), 200, "{\"connectors\":[]}");
        assertText(client.get(agent + NUMBERS), 200, "{\"phoneNumbers\":[]}");
    }

    @Test
    void listsAreReadInPages() {
        String agent = agent();
        List<String> numbers = newNumbers(5);
        client.post(agent + NUMBERS, body(numbers)).expect(201);
        String connector = connectors(agent).get(0);
        List<String> read = new ArrayList<>();
        String next = agent + NUMBERS + "?limit=2&connectorId=" + connector;
        while (next != null) {
            Reply page = client.get(next);
            read.addAll(texts(page.expect(200).path("phoneNumbers"), "number"));
            next = page.next().orElse(null);
        }
        assertThat(read).isEqualTo(numbers);
        Reply page = client.get(agent + CONNECTORS + "?limit=1");
        assertThat(page.expect(200).path("connectors")).hasSize(1);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void theAuditTellsWhatHappened() {
        String agent = agent();
        String target = agent();
        String a = imported(agent);
        String b = imported(agent);
        String connector = connectorOf(agent, a);
        String sandbox = connectorOf(agent, imported(agent, "sandbox"));
        client.patch(agent + NUMBERS + "/" + a, "{\"connectorId\":\"" + sandbox + "\"}")
                .expect(200);
        client.patch(agent + CONNECTORS + "/" + connector, "{\"projectId\":\"" + id(target) + "\"}")
                .expect(200);
        client.patch(target + CONNECTORS + "/" + connector, "{}").expect(200);
        client.delete(target + CONNECTORS + "/" + connector).expect(200);
        client.send("DELETE", agent + NUMBERS, body(List.of(a, b))).expect(200);
        assertThat(context.getBean(Sql.class)
                        .list(
                                "select action, target from core_audit where workspace_id = ? and action not like 'agent.%' order by id",
                                row -> row.getString("action") + " " + row.getString("target"), workspace))
                .containsExactly(
                        "connector.create " + connector,
                        "phone-number.import " + a,
                        "phone-number.import " + b,
                        "connector.create " + sandbox,
                        "phone-number.import " + numbers(agent).get(0),
                        "phone-number.assign " + a + " " + sandbox,
                        "connector.update " + connector,
                        "connector.delete " + connector,
                        "phone-number.delete " + a);
    }
}
