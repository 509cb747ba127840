package dev.parley.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.InputRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a request is named, nothing is stored and nothing is bound. */
abstract class BadInputSuite extends TelephonySuite implements InputRules {

    private static final String FORMAT = "PHONE_NUMBERS_INVALID_PHONE_NUMBER_FORMAT";
    private static final String INVALID = "CONNECTORS_VALIDATION_FAILED";

    /** What is no number, in a body. */
    private static final List<String> NO_NUMBERS = List.of(
            "",
            "+",
            "nonsense",
            "442071234567",
            "0044207123456",
            "+0442071234567",
            "+44 2071234567",
            "+44-207-123-4567",
            "++442071234567",
            " +442071234567",
            "+442071234567 ",
            "+442071234567\\n",
            "tel:+442071234567",
            "+442071234567;ext=5",
            "+1",
            "+1234567890123456",
            "+44207",
            "+4420712345678901",
            "+999123456789",
            "+\\u0664\\u0664\\u0662\\u0660\\u0667\\u0661\\u0662\\u0663\\u0664",
            // Another spelling of +442071234567, and so a second owner of one line.
            "+4402071234567");

    /** Seen to fail when numbers were only compared with the pattern of the wire, and when they were only parsed. */
    @Test
    void whatIsNoNumberIsNotImported() {
        for (String text : NO_NUMBERS) {
            assertThat(fields(refuse(
                            400, FORMAT, () -> client.post(agent + NUMBERS, "{\"phoneNumbers\":[\"" + text + "\"]}"))))
                    .as(text)
                    .containsExactly("phoneNumbers.0");
        }
        assertThat(fields(refuse(
                        400,
                        FORMAT,
                        () -> client.post(
                                agent + NUMBERS, body(List.of(newNumber(), "x", newNumber(), "+", newNumber()))))))
                .containsExactly("phoneNumbers.1", "phoneNumbers.3");
        for (String path :
                List.of("nonsense", "442071234567", "+1", "%2B44%202071234567", "+44+2071234567", "lookup")) {
            assertThat(fields(refuse(400, FORMAT, () -> client.post(agent + NUMBERS + "/" + path, "{}"))))
                    .containsExactly("phoneNumber");
        }
    }

    @Test
    void whatIsNoNumberIsNotLookedUp() {
        for (String text : NO_NUMBERS) {
            assertThat(fields(refuse(
                            400,
                            FORMAT,
                            () -> client.post(agent + CONNECTORS + "/lookup", "{\"phoneNumber\":\"" + text + "\"}"))))
                    .as(text)
                    .containsExactly("phoneNumber");
        }
    }

    @Test
    void whatIsNoNumberIsNotFound() {
        for (String path : List.of("nonsense", "442071234567", "+1", "batch", "%2B", "+", "+" + "1".repeat(3000))) {
            String number = agent + NUMBERS + "/" + path;
            refuse(404, "PHONE_NUMBERS_NOT_FOUND", () -> client.get(number));
            refuse(404, "PHONE_NUMBERS_NOT_FOUND", () -> client.delete(number));
            refuse(
                    404,
                    "PHONE_NUMBERS_NOT_FOUND",
                    () -> client.patch(number, "{\"connectorId\":\"" + ids.get("connectorId") + "\"}"));
        }
    }

    @Test
    void listsHaveOneTo1000Items() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            many.add("+12025" + String.format("%06d", 900_000 + i));
        }
        String updates = "{\"updates\":["
                + String.join(",", java.util.Collections.nCopies(1001, "{\"connectorId\":\"x\"}")) + "]}";
        for (String list : List.of("[]", json(many))) {
            String numbers = "{\"phoneNumbers\":" + list + "}";
            assertThat(fields(refuse(400, SCHEMA, () -> client.post(agent + NUMBERS, numbers))))
                    .containsExactly("phoneNumbers");
            assertThat(fields(refuse(400, SCHEMA, () -> client.post(agent + NUMBERS + "/batch", numbers))))
                    .containsExactly("phoneNumbers");
            assertThat(fields(refuse(400, SCHEMA, () -> client.send("DELETE", agent + NUMBERS, numbers))))
                    .containsExactly("phoneNumbers");
            assertThat(fields(refuse(
                            400,
                            SCHEMA,
                            () -> client.post(agent + CONNECTORS + "/batch", "{\"connectorIds\":" + list + "}"))))
                    .containsExactly("connectorIds");
        }
        assertThat(fields(refuse(400, INVALID, () -> client.patch(agent + CONNECTORS + "/batch", "{\"updates\":[]}"))))
                .containsExactly("updates");
        assertThat(fields(refuse(400, SCHEMA, () -> client.patch(agent + CONNECTORS + "/batch", updates))))
                .containsExactly("updates");
    }

    @Test
    void membersHaveTheirTypes() {
        String before = state();
        String number = agent + NUMBERS + "/" + ids.get("phoneNumber");
        String connector = agent + CONNECTORS + "/" + ids.get("connectorId");
        List<String> noText = List.of("5", "true", "[]", "{}", "null");
        for (String list : List.of("5", "\"+12025550100\"", "null", "{}")) {
            wrong("POST", agent + NUMBERS, "{}", "phoneNumbers", List.of(list), SCHEMA);
            wrong("DELETE", agent + NUMBERS, "{}", "phoneNumbers", List.of(list), SCHEMA);
            wrong("POST", agent + NUMBERS + "/batch", "{}", "phoneNumbers", List.of(list), SCHEMA);
            wrong("POST", agent + CONNECTORS + "/batch", "{}", "connectorIds", List.of(list), SCHEMA);
            wrong("PATCH", agent + CONNECTORS + "/batch", "{}", "updates", List.of(list), INVALID);
        }
        assertThat(fields(client.post(agent + NUMBERS, "{\"phoneNumbers\":[5,null]}")
                        .expectError(400, SCHEMA)))
                .containsExactly("phoneNumbers.0", "phoneNumbers.1");
        wrong("POST", agent + CONNECTORS + "/lookup", "{}", "phoneNumber", noText, SCHEMA);
        wrong("PATCH", number, "{}", "connectorId", noText, SCHEMA);
        wrong("POST", agent + NUMBERS, body(newNumbers(1)), "clientEnv", noText, SCHEMA);
        wrong("POST", agent + NUMBERS + "/" + newNumber(), "{}", "clientEnv", noText, SCHEMA);
        wrong("POST", agent + NUMBERS + "/" + newNumber(), "{}", "connectorId", noText, SCHEMA);
        wrong("PATCH", connector, "{}", "projectId", noText, INVALID);
        for (String member : List.of("variantId", "asrLangCode", "voiceName")) {
            wrong("PATCH", connector, "{}", member, List.of("5", "true", "[]", "{}"), INVALID);
        }
        assertThat(fields(client.patch(agent + CONNECTORS + "/batch", "{\"updates\":[{},{\"connectorId\":5}]}")
                        .expectError(400, INVALID)))
                .containsExactly("updates.0.connectorId", "updates.1.connectorId");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void thereAreThreeEnvironments() {
        for (String environment : List.of("", "Live", "production", "live ")) {
            String member = "\"clientEnv\":\"" + environment + "\"";
            assertThat(fields(refuse(
                            400, SCHEMA, () -> client.post(agent + NUMBERS + "/" + newNumber(), "{" + member + "}"))))
                    .containsExactly("clientEnv");
            assertThat(fields(refuse(
                            400,
                            SCHEMA,
                            () -> client.post(
                                    agent + NUMBERS, "{\"phoneNumbers\":[\"" + newNumber() + "\"]," + member + "}"))))
                    .containsExactly("clientEnv");
        }
    }

    @Test
    void aConnectorThatIsNamedDecidesTheEnvironment() {
        String path = agent + NUMBERS + "/" + newNumber();
        assertThat(fields(refuse(
                        400,
                        SCHEMA,
                        () -> client.post(
                                path,
                                "{\"clientEnv\":\"live\",\"connectorId\":\"" + ids.get("otherConnectorId") + "\"}"))))
                .containsExactly("clientEnv");
        refuse(
                404,
                "PHONE_NUMBERS_CONNECTOR_DOES_NOT_EXIST",
                () -> client.post(path, "{\"connectorId\":\"conn_nowhere\"}"));
        refuse(
                404,
                "PHONE_NUMBERS_CONNECTOR_DOES_NOT_EXIST",
                () -> client.patch(
                        agent + NUMBERS + "/" + ids.get("phoneNumber"), "{\"connectorId\":\"conn_nowhere\"}"));
    }

    @Test
    void aConnectorHasALanguageAVoiceAndAVariantThatAre() {
        String connector = agent + CONNECTORS + "/" + ids.get("connectorId");
        for (String language : List.of("", "e", "english language", "en_US", "en-", "-US", "e".repeat(200))) {
            assertThat(fields(refuse(
                            400, INVALID, () -> client.patch(connector, "{\"asrLangCode\":\"" + language + "\"}"))))
                    .as(language)
                    .containsExactly("asrLangCode");
        }
        for (String voice : List.of(
                "",
                "en-US",
                "en-US-",
                "Neural2-A",
                "EN-US-A",
                "en-us-A",
                "en-US-A B",
                "en-US-" + "A-".repeat(50_000) + "A")) {
            assertThat(fields(refuse(400, INVALID, () -> client.patch(connector, "{\"voiceName\":\"" + voice + "\"}"))))
                    .as(voice.substring(0, Math.min(voice.length(), 20)))
                    .containsExactly("voiceName");
        }
        for (String variant : List.of("nowhere", " ", "x".repeat(5000))) {
            assertThat(fields(
                            refuse(400, INVALID, () -> client.patch(connector, "{\"variantId\":\"" + variant + "\"}"))))
                    .containsExactly("variantId");
        }
        assertThat(fields(refuse(
                        400,
                        INVALID,
                        () -> client.patch(
                                connector, "{\"voiceName\":\"x\",\"asrLangCode\":\"\",\"variantId\":null}"))))
                .containsExactly("asrLangCode", "voiceName");
    }

    @Test
    void aListThatIsRefusedNamesWhatIsWrong() {
        assertThat(fields(refuse(400, SCHEMA, () -> client.get(agent + NUMBERS + "?limit=0"))))
                .containsExactly("limit");
        assertThat(fields(refuse(400, SCHEMA, () -> client.get(agent + CONNECTORS + "?cursor=x"))))
                .containsExactly("cursor");
        for (String connector : Set.of("nowhere", "", "%00", "%20", "x".repeat(3000))) {
            assertThat(client.get(agent + NUMBERS + "?connectorId=" + connector)
                            .expect(200)
                            .path("phoneNumbers"))
                    .isEmpty();
        }
    }

    @Test
    void aPathOfANumberHasOneSegment() {
        String number = agent + NUMBERS + "/" + ids.get("phoneNumber");
        refuse(404, "ROUTE_NOT_FOUND", () -> client.get(number + "/x"));
        refuse(404, "ROUTE_NOT_FOUND", () -> client.delete(number + "/+12025550100"));
        refuse(404, "PHONE_NUMBERS_NOT_FOUND", () -> client.get(number + "%2Fx"));
    }
}
