package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.InputRules;
import dev.parley.core.testing.Operation;
import dev.parley.core.testing.Reply;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a request is named in the family's envelope, and nothing is stored. */
abstract class BadInputSuite extends AgentSuite implements InputRules {

    @Test
    void whatIsWrongInsideABodyIsNamed() {
        String path = branch + TOPICS;
        assertThat(fields(refuse(400, SCHEMA, () -> client.post(path, "{\"name\":\"x\",\"content\":\"a\\u0000b\"}"))))
                .containsExactly("content");
        assertThat(fields(refuse(
                        400,
                        SCHEMA,
                        () -> client.post(
                                path, "{\"name\":\"x\",\"exampleQueries\":{\"queries\":[\"\",\"\\ud83d\"]}}"))))
                .containsExactly("exampleQueries.queries.1");
        assertThat(fields(refuse(400, SCHEMA, () -> client.post(path, "{\"name\":\"x\",\"name\":\"y\"}"))))
                .containsExactly("name");
    }

    @Test
    void closedObjectsInBodiesHaveNoOtherFields() {
        String before = state();
        String agentBody = "{\"name\":\"x\",\"%s\":{%s\"surprise\":1}}";
        for (var inner : Map.of(
                        "responseSettings", "\"greeting\":\"Hi\",",
                        "voiceSettings", "\"voiceId\":\"V\",",
                        "llmSettings", "",
                        "experimentalConfig", "\"configs\":[],")
                .entrySet()) {
            assertThat(fields(client.post("/v1/agents", agentBody.formatted(inner.getKey(), inner.getValue()))
                            .expectError(400, SCHEMA)))
                    .containsExactly(inner.getKey() + ".surprise");
        }
        assertThat(fields(client.post(
                                branch + TOPICS,
                                "{\"name\":\"x\",\"content\":\"x\",\"exampleQueries\":{\"queries\":[],\"surprise\":1}}")
                        .expectError(400, "KNOWLEDGE_BASE_TOPICS_INVALID")))
                .containsExactly("exampleQueries.surprise");
        assertThat(fields(client.post(branch + "/variants", "{\"name\":\"x\",\"attributeValues\":{\"surprise\":{}}}")
                        .expectError(400, "VARIANTS_BAD_ATTRIBUTES_ERROR")))
                .containsExactly("attributeValues.surprise");
        assertThat(fields(client.post(
                                branch + "/merge",
                                "{\"conflictResolutions\":[{\"path\":[],\"strategy\":\"ours\",\"surprise\":1}]}")
                        .expectError(400, SCHEMA)))
                .containsExactly("conflictResolutions.0.surprise");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void theBodyOfPublishIsOpen() {
        JsonNode published = client.post(
                        agent + "/deployments/publish", "{\"deploymentMessage\":\"m\",\"surprise\":{\"a\":[1e400]}}")
                .expect(201);
        assertThat(published.at("/deployment/metadata/deployment_message").asText())
                .isEqualTo("m");
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        List<String> noStrings = List.of("5", "-0.5", "1e400", "true", "null", "[]", "{}");
        List<String> noBooleans = List.of("0", "1", "1e400", "\"true\"", "null", "[]", "{}");
        List<String> noObjects = List.of("5", "1e400", "true", "null", "\"{}\"", "[]");
        String before = state();
        for (String path : List.of("/v1/agents", "/v1/accounts/" + workspace + "/agents")) {
            wrong("POST", path, "{\"name\":\"x\"}", "name", noStrings, SCHEMA);
            wrong("POST", path, "{\"name\":\"x\"}", "description", noStrings, SCHEMA);
            wrong("POST", path, "{\"name\":\"x\"}", "agentId", noStrings, "PROJECT_ID_INVALID");
            for (String member : List.of("responseSettings", "voiceSettings", "llmSettings", "experimentalConfig")) {
                wrong("POST", path, "{\"name\":\"x\"}", member, noObjects, SCHEMA);
            }
            String body =
                    "{\"name\":\"x\",\"responseSettings\":{\"greeting\":\"Hi\"},\"voiceSettings\":{},\"llmSettings\":{}}";
            wrong(
                    "POST",
                    path,
                    body.replace(",\"voiceSettings\":{}", ""),
                    "responseSettings.greeting",
                    noStrings,
                    SCHEMA);
            wrong(
                    "POST",
                    path,
                    body.replace(",\"voiceSettings\":{}", ""),
                    "responseSettings.languageCode",
                    noStrings,
                    SCHEMA);
            wrong("POST", path, body, "voiceSettings.voiceId", noStrings, SCHEMA);
            wrong("POST", path, body.replace(",\"voiceSettings\":{}", ""), "llmSettings.modelId", noStrings, SCHEMA);
        }
        wrong("POST", agent + "/duplicate", "{}", "newAgentName", noStrings, SCHEMA);
        wrong("POST", agent + "/duplicate", "{\"newAgentName\":\"x\"}", "newAgentId", noStrings, "PROJECT_ID_INVALID");
        wrong("POST", agent + "/branches", "{}", "branchName", noStrings, SCHEMA);
        wrong("POST", agent + "/branches", "{}", "name", noStrings, SCHEMA);
        wrong("POST", branch + "/merge", "{}", "deploymentMessage", noStrings, SCHEMA);
        wrong("POST", branch + "/merge", "{}", "conflictResolutions", noObjects.subList(0, 5), SCHEMA);
        wrong("PATCH", branch + "/behavior", "{}", "behavior", noStrings, SCHEMA);
        String topics = branch + TOPICS;
        String topic = topics + "/" + ids.get("topicId");
        String newTopic = "{\"name\":\"x\",\"content\":\"x\"}";
        for (String member : List.of("name", "content", "actions")) {
            wrong("POST", topics, newTopic, member, noStrings, "KNOWLEDGE_BASE_TOPICS_INVALID");
            wrong("PATCH", topic, "{}", member, noStrings, "KNOWLEDGE_BASE_TOPICS_INVALID");
        }
        wrong("POST", topics, newTopic, "isActive", noBooleans, "KNOWLEDGE_BASE_TOPICS_INVALID");
        wrong("PATCH", topic, "{}", "isActive", noBooleans, "KNOWLEDGE_BASE_TOPICS_INVALID");
        wrong("POST", topics, newTopic, "exampleQueries", noObjects, "KNOWLEDGE_BASE_TOPICS_INVALID");
        wrong("PATCH", topic, "{}", "exampleQueries", noObjects, "KNOWLEDGE_BASE_TOPICS_INVALID");
        wrong(
                "PATCH",
                topic,
                "{\"exampleQueries\":{}}",
                "exampleQueries.queries",
                noObjects.subList(0, 5),
                "KNOWLEDGE_BASE_TOPICS_INVALID");
        String attribute = branch + "/attributes/" + ids.get("attributeId");
        wrong("POST", branch + "/attributes", "{}", "name", noStrings, SCHEMA);
        wrong("PATCH", attribute, "{}", "name", noStrings, SCHEMA);
        String variant = branch + "/variants/" + ids.get("variantId");
        String bad = "VARIANTS_BAD_ATTRIBUTES_ERROR";
        for (String[] target : new String[][] {
            {"POST", branch + "/variants", "{\"name\":\"x\",\"attributeValues\":{\"values\":{}}}"},
            {"PATCH", variant, "{\"attributeValues\":{\"values\":{}}}"}
        }) {
            wrong(target[0], target[1], target[2], "name", noStrings, SCHEMA);
            wrong(target[0], target[1], target[2], "isDefault", noBooleans, SCHEMA);
            wrong(target[0], target[1], target[2], "attributeValues", noObjects, bad);
            wrong(target[0], target[1], target[2], "attributeValues.values", noObjects, bad);
            wrong(target[0], target[1], target[2], "attributeValues.values." + ids.get("attributeId"), noStrings, bad);
        }
        String deployment = agent + "/deployments/" + ids.get("deploymentId");
        for (String path : List.of(agent + "/deployments/publish", deployment + "/promote", deployment + "/rollback")) {
            wrong("POST", path, "{}", "deploymentMessage", noStrings, "DEPLOYMENTS_VALIDATION_FAILED");
        }
        wrong("POST", deployment + "/promote", "{}", "targetEnvironment", noStrings, "DEPLOYMENTS_INVALID_ENVIRONMENT");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aNumberOfAnySizeIsRefusedWhereAStringBelongs() {
        String deployment = agent + "/deployments/" + ids.get("deploymentId");
        String before = state();
        // Written out, these have a billion digits and more.
        for (String number : List.of("1e1000000000", "-1e-1000000000", "1e2147483648", "1e-99999999999999999999")) {
            for (String[] target : new String[][] {
                {"/v1/agents", "{\"name\":%s}", "name"},
                {"/v1/agents", "{\"name\":\"x\",\"agentId\":%s}", "agentId"},
                {branch + TOPICS, "{\"name\":\"x\",\"content\":%s}", "content"},
                {agent + "/deployments/publish", "{\"environment\":%s}", "environment"},
                {deployment + "/rollback", "{\"deploymentMessage\":%s}", "deploymentMessage"},
                {deployment + "/promote", "{\"targetEnvironment\":%s}", "targetEnvironment"},
                {
                    branch + "/merge",
                    "{\"conflictResolutions\":[{\"path\":[],\"strategy\":%s}]}",
                    "conflictResolutions.0.strategy"
                }
            }) {
                Reply reply = client.post(target[0], target[1].formatted(number));
                assertThat(reply.status())
                        .as("%s %s %s", number, target[0], reply.text())
                        .isEqualTo(400);
                assertThat(fields(reply.expectError(
                                400, reply.json().path("error_code").asText())))
                        .as("%s %s", number, target[0])
                        .containsOnly(target[2]);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aNumberOfAnySizeDoesNoHarmWhereAnyValueBelongs() {
        List<String> numbers = new ArrayList<>(
                List.of("1e400", "1.50", "1e1000000000", "-1e-1000000000", "1e2147483648", "1e-99999999999999999999"));
        // These have nearly as many digits as a number may have; the last has more in its canonical form.
        numbers.add("9".repeat(999));
        numbers.add("9".repeat(998) + "e5");
        for (String number : numbers) {
            Reply created = client.post(
                    "/v1/agents",
                    "{\"name\":\"x\",\"experimentalConfig\":{\"configs\":[{\"id\":\"1\",\"features\":{\"a\":" + number
                            + "},\"createdAt\":\"\",\"createdBy\":\"\",\"updatedAt\":\"\",\"updatedBy\":\"\",\"active\":true}]}}");
            assertThat(created.status()).as(number).isIn(200, 400);
            if (created.status() == 200) {
                String path = "/v1/agents/" + created.json().path("agentId").asText();
                client.post(path + "/duplicate", "{\"newAgentName\":\"copy\"}").expect(200);
                client.post(fork(path, "b") + "/merge").expect(200);
            }
            String fork = fork(agent, "fork " + numbers.indexOf(number));
            Reply merged = client.post(
                    fork + "/merge",
                    "{\"conflictResolutions\":[{\"path\":[\"a\"],\"strategy\":\"ours\",\"value\":" + number + "}]}");
            assertThat(merged.status()).as(number).isIn(200, 400);
        }
        client.post(
                        branch + "/merge",
                        "{\"conflictResolutions\":[{\"path\":[],\"strategy\":\"ours\",\"value\":1e400}]}")
                .expect(200);
    }

    @Test
    void namesOfAgentsAndBranchesHaveOneToAHundredCharacters() {
        for (String character : List.of("x", "é", "😀")) {
            String hundred = character.repeat(100);
            String more = character.repeat(101);
            JsonNode created =
                    client.post("/v1/agents", "{\"name\":\"" + hundred + "\"}").expect(200);
            assertThat(created.path("agentName").asText()).isEqualTo(hundred);
            assertThat(client.post(agent + "/duplicate", "{\"newAgentName\":\"" + hundred + "\"}")
                            .expect(200)
                            .path("agentName")
                            .asText())
                    .isEqualTo(hundred);
            String fork = fork(agent, hundred);
            assertThat(texts(client.get(agent + "/branches").expect(200), "name"))
                    .contains(hundred);
            client.delete(fork).expect(200);
            for (String name : List.of("", more)) {
                assertThat(fields(refuse(400, SCHEMA, () -> client.post("/v1/agents", "{\"name\":\"" + name + "\"}"))))
                        .containsExactly("name");
                assertThat(fields(refuse(
                                400,
                                SCHEMA,
                                () -> client.post(
                                        "/v1/accounts/" + workspace + "/agents", "{\"name\":\"" + name + "\"}"))))
                        .containsExactly("name");
                assertThat(fields(refuse(
                                400,
                                SCHEMA,
                                () -> client.post(agent + "/duplicate", "{\"newAgentName\":\"" + name + "\"}"))))
                        .containsExactly("newAgentName");
                for (String member : List.of("branchName", "name")) {
                    assertThat(fields(refuse(
                                    400,
                                    SCHEMA,
                                    () -> client.post(agent + "/branches", "{\"" + member + "\":\"" + name + "\"}"))))
                            .containsExactly(member);
                }
            }
        }
        assertThat(fields(refuse(400, SCHEMA, () -> client.post(agent + "/branches", "{}"))))
                .containsExactly("branchName");
        assertThat(fields(refuse(
                        400,
                        SCHEMA,
                        () -> client.post(
                                "/v1/agents", "{\"name\":\"x\",\"description\":\"" + "x".repeat(1001) + "\"}"))))
                .containsExactly("description");
        client.post("/v1/agents", "{\"name\":\"x\",\"description\":\"" + "😀".repeat(1000) + "\"}")
                .expect(200);
    }

    @Test
    void otherNamesHaveNoMaximum() {
        // With one character before them, the pairs of the second one are cut wherever text is cut at an even place.
        for (String name : List.of("x".repeat(5000), "x" + "😀".repeat(5000))) {
            String topic = topic(branch, name);
            assertThat(client.get(branch + TOPICS + "/" + topic)
                            .expect(200)
                            .path("name")
                            .asText())
                    .isEqualTo(name);
            client.patch(branch + TOPICS + "/" + topic, "{\"name\":\"y" + name + "\"}")
                    .expect(204);
            attribute(branch, name);
            variant(branch, name);
            assertThat(texts(client.get(branch + "/attributes").expect(200), "name"))
                    .contains(name);
            assertThat(texts(client.get(branch + "/variants").expect(200), "name"))
                    .contains(name);
            refuse(
                    409,
                    "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS",
                    () -> client.post(branch + TOPICS, "{\"name\":\"y" + name + "\",\"content\":\"x\"}"));
        }
    }

    @Test
    void requiredTextsAreNotEmpty() {
        String topics = branch + TOPICS;
        String topic = topics + "/" + ids.get("topicId");
        String invalid = "KNOWLEDGE_BASE_TOPICS_INVALID";
        assertThat(fields(refuse(400, invalid, () -> client.post(topics, "{\"name\":\"\",\"content\":\"x\"}"))))
                .containsExactly("name");
        assertThat(fields(refuse(400, invalid, () -> client.post(topics, "{\"name\":\"x\",\"content\":\"\"}"))))
                .containsExactly("content");
        assertThat(fields(refuse(400, invalid, () -> client.patch(topic, "{\"name\":\"\"}"))))
                .containsExactly("name");
        client.patch(topic, "{\"content\":\"\"}").expect(204);
        assertThat(fields(refuse(400, SCHEMA, () -> client.patch(branch + "/behavior", "{\"behavior\":\"\"}"))))
                .containsExactly("behavior");
        for (String part : List.of("attribute", "variant")) {
            String list = branch + "/" + part + "s";
            assertThat(fields(refuse(400, SCHEMA, () -> client.post(list, "{\"name\":\"\"}"))))
                    .containsExactly("name");
            assertThat(fields(refuse(
                            400, SCHEMA, () -> client.patch(list + "/" + ids.get(part + "Id"), "{\"name\":\"\"}"))))
                    .containsExactly("name");
        }
        assertThat(fields(refuse(
                        400,
                        SCHEMA,
                        () -> client.post(
                                "/v1/agents",
                                "{\"name\":\"x\",\"responseSettings\":{\"greeting\":\"\",\"languageCode\":\"\"},"
                                        + "\"voiceSettings\":{\"voiceId\":\"\"}}"))))
                .containsExactlyInAnyOrder(
                        "responseSettings.greeting", "responseSettings.languageCode", "voiceSettings.voiceId");
    }

    @Test
    void idsOfAgentsAreLettersDigitsAndDashes() {
        String longest = "a".repeat(128);
        client.post("/v1/agents", "{\"name\":\"x\",\"agentId\":\"" + longest + "\"}")
                .expect(200);
        client.get("/v1/agents/" + longest + "/branches").expect(200);
        client.post(agent + "/duplicate", "{\"newAgentName\":\"x\",\"newAgentId\":\"A-z-0\"}")
                .expect(200);
        for (String id : List.of(
                "",
                "a b",
                "a_b",
                "a/b",
                "a.b",
                "..",
                "ä",
                "😀",
                "a\\n",
                "\\na",
                "a\\nb",
                "a\\r",
                "a\\u2028",
                "a".repeat(129))) {
            assertThat(fields(refuse(
                            400,
                            "PROJECT_ID_INVALID",
                            () -> client.post("/v1/agents", "{\"name\":\"x\",\"agentId\":\"" + id + "\"}"))))
                    .as(id)
                    .containsExactly("agentId");
            assertThat(fields(refuse(
                            400,
                            "PROJECT_ID_INVALID",
                            () -> client.post(
                                    "/v1/accounts/" + workspace + "/agents",
                                    "{\"name\":\"x\",\"agentId\":\"" + id + "\"}"))))
                    .as(id)
                    .containsExactly("agentId");
            assertThat(fields(refuse(
                            400,
                            "PROJECT_ID_INVALID",
                            () -> client.post(
                                    agent + "/duplicate", "{\"newAgentName\":\"x\",\"newAgentId\":\"" + id + "\"}"))))
                    .as(id)
                    .containsExactly("newAgentId");
        }
    }

    @Test
    void takenIdsAndNamesAreConflicts() {
        String agentId = ids.get("agentId");
        refuse(
                409,
                "PROJECT_ID_ALREADY_EXISTS",
                () -> client.post("/v1/agents", "{\"name\":\"x\",\"agentId\":\"" + agentId + "\"}"));
        refuse(
                409,
                "PROJECT_ID_ALREADY_EXISTS",
                () -> client.post(agent + "/duplicate", "{\"newAgentName\":\"x\",\"newAgentId\":\"" + agentId + "\"}"));
        refuse(409, "BRANCH_NAME_ALREADY_EXISTS", () -> client.post(agent + "/branches", "{\"branchName\":\"work\"}"));
        String topic = topic(branch, "second");
        String attribute = attribute(branch, "second");
        String variant = variant(branch, "second");
        refuse(
                409,
                "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS",
                () -> client.post(branch + TOPICS, "{\"name\":\"topic\",\"content\":\"x\"}"));
        refuse(
                409,
                "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS",
                () -> client.patch(branch + TOPICS + "/" + topic, "{\"name\":\"topic\"}"));
        refuse(
                409,
                "ATTRIBUTE_NAME_ALREADY_EXISTS",
                () -> client.post(branch + "/attributes", "{\"name\":\"attribute\"}"));
        refuse(
                409,
                "ATTRIBUTE_NAME_ALREADY_EXISTS",
                () -> client.patch(branch + "/attributes/" + attribute, "{\"name\":\"attribute\"}"));
        refuse(
                409,
                "VARIANTS_DUPLICATE_NAME_ERROR",
                () -> client.post(branch + "/variants", "{\"name\":\"variant\",\"isDefault\":true}"));
        refuse(
                409,
                "VARIANTS_DUPLICATE_NAME_ERROR",
                () -> client.patch(branch + "/variants/" + variant, "{\"name\":\"variant\",\"isDefault\":true}"));
    }

    @Test
    void strangePathsAreNotFound() {
        for (String path : List.of(
                "/v1",
                "/v1/",
                "/v1/nothing",
                "/v1/agents/",
                agent,
                agent + "/nothing",
                "/v1/agents//branches",
                branch + TOPICS + "/a/b",
                "/v1/agents/%00",
                "/v1/%00",
                "/v1/agents;x=1/%2e%2e")) {
            Reply reply = client.get(path);
            if (reply.status() != 200) {
                assertThat(reply.status()).as(path).isIn(404, 405);
                reply.expectError(reply.status(), reply.status() == 404 ? "ROUTE_NOT_FOUND" : "METHOD_NOT_ALLOWED");
            } else {
                assertThat(path).isEqualTo("/v1/agents/");
            }
        }
        client.get("/v1/nothing").expectError(404, "ROUTE_NOT_FOUND");
        client.post("/v1/nothing", "{").expectError(404, "ROUTE_NOT_FOUND");
        client.get(agent + "%00/branches").expectError(404, "ROUTE_NOT_FOUND");
    }

    @Test
    void brokenRequestLinesAreNotOurFailure() throws Exception {
        String before = state();
        for (String target : List.of(
                "/v1/agents/%zz/branches",
                "/v1/agents/%/branches",
                "/v1/agents/%0/branches",
                "/v1/agents/a|b/branches",
                "/v1/agents/a\"b/branches",
                "/v1/agents?limit=%zz",
                "/v1/agents/\u00ff/branches",
                "/v1/agents?cursor=%00",
                "v1/agents",
                "//v1/agents")) {
            assertThat(raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-api-key: "
                            + keys.all(workspace) + "\r\n\r\n"))
                    .as(target)
                    .matches("HTTP/1\\.[01] 4\\d\\d [\\s\\S]*");
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void whatIsNotAllowedIsToldWhatIs() {
        String before = state();
        assertThat(client.send("PUT", "/v1/agents", "{}")
                        .headers()
                        .firstValue("Allow")
                        .orElse(""))
                .contains("GET")
                .contains("POST");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aBodyMayBeOfTheLimitAndADocumentHasOneBelow() {
        String head = "{\"name\":\"limit\",\"content\":\"";
        String tail = "\"}";
        String padding = " ".repeat(MAX_BODY - head.length() - 1 - tail.length());
        client.post(branch + TOPICS, head + "x" + tail + padding).expect(201);
        // A document has a limit of its own, below that of a body.
        refuse(
                413,
                "DOCUMENT_TOO_LARGE",
                () -> client.post(branch + TOPICS, "{\"name\":\"x\",\"content\":\"" + "x".repeat(1_000_001) + tail));
        client.post(branch + TOPICS, "{\"name\":\"x\",\"content\":\"" + "x".repeat(990_000) + tail)
                .expect(201);
        client.patch(branch + "/behavior", "{\"behavior\":\"" + "😀".repeat(250_000) + tail)
                .expect(200);
    }

    @Test
    void bodiesFarOverTheLimitAreRefusedToo() {
        refuse(413, "BODY_TOO_LARGE", () -> client.post(branch + TOPICS, " ".repeat(11 * MAX_BODY)));
    }

    @Test
    void aHundredExampleQueriesAreEnough() {
        String hundred = "[" + "\"q\",".repeat(99) + "\"q\"]";
        String more = "[" + "\"q\",".repeat(100) + "\"q\"]";
        String body = "{\"name\":\"%s\",\"content\":\"x\",\"exampleQueries\":{\"queries\":%s}}";
        JsonNode created =
                client.post(branch + TOPICS, body.formatted("hundred", hundred)).expect(201);
        assertThat(created.at("/exampleQueries/queries")).hasSize(100);
        String topic = branch + TOPICS + "/" + created.path("id").asText();
        assertThat(fields(refuse(
                        400,
                        "KNOWLEDGE_BASE_TOPICS_INVALID",
                        () -> client.post(branch + TOPICS, body.formatted("more", more)))))
                .containsExactly("exampleQueries.queries");
        assertThat(fields(refuse(
                        400,
                        "KNOWLEDGE_BASE_TOPICS_INVALID",
                        () -> client.patch(topic, "{\"exampleQueries\":{\"queries\":" + more + "}}"))))
                .containsExactly("exampleQueries.queries");
        assertThat(fields(refuse(
                        400,
                        "KNOWLEDGE_BASE_TOPICS_INVALID",
                        () -> client.patch(topic, "{\"exampleQueries\":{\"queries\":[\"q\",5,null]}}"))))
                .containsExactly("exampleQueries.queries.1", "exampleQueries.queries.2");
        assertThat(fields(refuse(
                        400, "KNOWLEDGE_BASE_TOPICS_INVALID", () -> client.patch(topic, "{\"exampleQueries\":{}}"))))
                .containsExactly("exampleQueries.queries");
    }

    @Test
    void decisionsOfAMergeAreChecked() {
        String merge = branch + "/merge";
        assertThat(fields(refuse(
                        400,
                        SCHEMA,
                        () -> client.post(
                                merge,
                                "{\"conflictResolutions\":[{\"path\":[\"a\"],\"strategy\":\"ours\"},"
                                        + "{\"path\":[\"a\"],\"strategy\":\"mine\"}]}"))))
                .containsExactly("conflictResolutions.1.strategy");
        assertThat(fields(refuse(400, SCHEMA, () -> client.post(merge, "{\"conflictResolutions\":[{\"value\":1}]}"))))
                .containsExactly("conflictResolutions.0.path", "conflictResolutions.0.strategy");
        assertThat(
                        fields(
                                refuse(
                                        400,
                                        SCHEMA,
                                        () -> client.post(
                                                merge,
                                                "{\"conflictResolutions\":[{\"path\":[\"a\",5,null],\"strategy\":\"OURS\"},\"x\",null]}"))))
                .containsExactly(
                        "conflictResolutions.0.path.1",
                        "conflictResolutions.0.path.2",
                        "conflictResolutions.0.strategy",
                        "conflictResolutions.1",
                        "conflictResolutions.2");
        // Decisions about what is no conflict are ignored, whatever they hold.
        client.post(
                        merge,
                        "{\"conflictResolutions\":[{\"path\":[],\"strategy\":\"base\",\"value\":" + "[".repeat(50)
                                + "]".repeat(50)
                                + "},{\"path\":[\"\",\"😀\"],\"strategy\":\"theirs\",\"value\":null}]}")
                .expect(200);
    }

    @Test
    void environmentsAreThree() {
        String deployments = agent + "/deployments";
        String invalid = "DEPLOYMENTS_INVALID_ENVIRONMENT";
        for (String query : List.of(
                "",
                "?environment=",
                "?environment=nowhere",
                "?environment=LIVE",
                "?environment=%00",
                "?environment=%FF")) {
            assertThat(fields(refuse(400, invalid, () -> client.get(deployments + query))))
                    .as(query)
                    .containsExactly("environment");
        }
        for (String environment : List.of("", "nowhere", "SANDBOX", "live ", "sandbox\\n")) {
            assertThat(fields(refuse(
                            400,
                            invalid,
                            () -> client.post(deployments + "/publish", "{\"environment\":\"" + environment + "\"}"))))
                    .as(environment)
                    .containsExactly("environment");
            assertThat(fields(refuse(
                            400,
                            invalid,
                            () -> client.post(
                                    deployments + "/" + ids.get("deploymentId") + "/promote",
                                    "{\"targetEnvironment\":\"" + environment + "\"}"))))
                    .as(environment)
                    .containsExactly("targetEnvironment");
        }
        for (String wrong : List.of("5", "1e400", "true", "null", "[]", "{}")) {
            assertThat(fields(refuse(
                            400,
                            "DEPLOYMENTS_VALIDATION_FAILED",
                            () -> client.post(deployments + "/publish", "{\"environment\":" + wrong + "}"))))
                    .containsExactly("environment");
        }
        assertThat(fields(refuse(
                        400,
                        invalid,
                        () -> client.post(
                                deployments + "/" + ids.get("deploymentId") + "/promote",
                                "{\"targetEnvironment\":\"sandbox\"}"))))
                .containsExactly("targetEnvironment");
    }

    @Test
    void limitsAreWholeNumbersFromOne() {
        for (Operation operation : operations()) {
            if (!operation.isRead()
                    || operation.path().endsWith("/behavior")
                    || operation.path().endsWith("{topicId}")
                    || operation.path().endsWith("/active")) {
                continue;
            }
            String path = operation.at(ids) + (operation.query().isEmpty() ? "?" : "&");
            for (String limit : List.of(
                    "0",
                    "-1",
                    "2147483648",
                    "99999999999999999999",
                    "-9223372036854775809",
                    "1.5",
                    "1e2",
                    "x",
                    "0x10",
                    "%00",
                    "%FF",
                    "%20",
                    "1%002")) {
                Reply reply = client.get(path + "limit=" + encoded(limit));
                assertThat(reply.status()).as("%s limit=%s", operation, limit).isEqualTo(400);
                assertThat(fields(reply.expectError(400, SCHEMA)))
                        .as("%s limit=%s", operation, limit)
                        .containsExactly("limit");
            }
            for (String cursor : List.of("x", "%00", "%FF", "AAAA", "AQAAAAAAAAAA", "AgAAAAAAAAAA", "=".repeat(20))) {
                Reply reply = client.get(path + "cursor=" + cursor);
                // A cursor that is one of ours in form leads to a place, wherever it came from.
                if (!cursor.equals("AQAAAAAAAAAA")) {
                    assertThat(fields(reply.expectError(400, SCHEMA)))
                            .as("%s %s", operation, cursor)
                            .containsExactly("cursor");
                } else {
                    reply.expect(200);
                }
            }
            // Above the largest page there is, a limit counts as that.
            for (String limit : List.of("1", "1000", "1001", "2147483647")) {
                client.get(path + "limit=" + limit).expect(200);
            }
            client.get(path + "limit=1&unknown=parameter").expect(200);
        }
    }

    @Test
    void everyViolationIsListed() {
        assertThat(fields(refuse(
                        400,
                        SCHEMA,
                        () -> client.post(
                                "/v1/agents",
                                "{\"agentId\":\"a b\",\"description\":5,\"responseSettings\":{\"languageCode\":\"\",\"x\":1},"
                                        + "\"voiceSettings\":{\"voiceId\":null},\"llmSettings\":[],"
                                        + "\"experimentalConfig\":{\"configs\":[{\"id\":1,\"features\":[],\"active\":\"yes\"}]},"
                                        + "\"surprise\":true}"))))
                .containsExactlyInAnyOrder(
                        "name",
                        "agentId",
                        "description",
                        "responseSettings.greeting",
                        "responseSettings.languageCode",
                        "responseSettings.x",
                        "voiceSettings.voiceId",
                        "llmSettings",
                        "experimentalConfig.configs.0.id",
                        "experimentalConfig.configs.0.features",
                        "experimentalConfig.configs.0.active",
                        "experimentalConfig.configs.0.createdAt",
                        "experimentalConfig.configs.0.createdBy",
                        "experimentalConfig.configs.0.updatedAt",
                        "experimentalConfig.configs.0.updatedBy",
                        "surprise");
        assertThat(
                        fields(
                                refuse(
                                        400,
                                        "KNOWLEDGE_BASE_TOPICS_INVALID",
                                        () -> client.post(
                                                branch + TOPICS,
                                                "{\"name\":\"\",\"actions\":1,\"exampleQueries\":{\"queries\":[1,\"x\",{}]},\"isActive\":\"no\",\"x\":1}"))))
                .containsExactlyInAnyOrder(
                        "name",
                        "content",
                        "actions",
                        "exampleQueries.queries.0",
                        "exampleQueries.queries.2",
                        "isActive",
                        "x");
        assertThat(fields(refuse(
                        400,
                        SCHEMA,
                        () -> client.post(
                                branch + "/variants",
                                "{\"attributeValues\":{\"values\":{\"a\":1,\"b\":null},\"x\":1},\"isDefault\":1}"))))
                .containsExactlyInAnyOrder(
                        "name",
                        "attributeValues.values.a",
                        "attributeValues.values.b",
                        "attributeValues.x",
                        "isDefault");
        assertThat(fields(refuse(
                        400,
                        "VARIANTS_BAD_ATTRIBUTES_ERROR",
                        () -> client.post(
                                branch + "/variants",
                                "{\"name\":\"x\",\"attributeValues\":{\"values\":{\"a\":\"1\",\"b\":\"2\"}}}"))))
                .containsExactlyInAnyOrder("attributeValues.values.a", "attributeValues.values.b");
    }

    @Test
    void strangeHeadersDoNoHarm() {
        for (String header : List.of(
                "Accept", "Accept-Language", "Accept-Encoding", "If-None-Match", "If-Match", "Range", "Origin")) {
            for (String value : List.of("", "nonsense", "*/*;q=x", "x".repeat(2000))) {
                Reply reply = client.with(header, value).get(branch + TOPICS);
                assertThat(reply.status()).as("%s: %s", header, value).isLessThan(500);
            }
        }
        client.with("Accept", "*/*").get(branch + TOPICS).expect(200);
        client.with("Accept", "text/html, application/json;q=0.5")
                .get(branch + TOPICS)
                .expect(200);
    }

    private static String encoded(String text) {
        return text.startsWith("%") || text.contains("%")
                ? text
                : java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Sends bytes as they are, one a character, and reads until the server closes. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
