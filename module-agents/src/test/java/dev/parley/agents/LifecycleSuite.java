package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of an agent from creation to live, as the API's own introduction tells it and as newer clients do it. */
abstract class LifecycleSuite extends ApiSuite {

    @Test
    void theIntroductionWorksLiterally() {
        JsonNode created = client.post(
                        "/v1/agents",
                        "{\"name\":\"Support Agent\",\"description\":\"Handles Tier 1 support for the US market\"}")
                .expect(200);
        assertThat(created.path("agentId").asText()).matches("PROJECT-[A-Z0-9]{8}");
        assertThat(created.path("accountId").asText()).isEqualTo(workspace);
        assertThat(created.path("agentName").asText()).isEqualTo("Support Agent");
        assertThat(created.path("branchCount").asInt()).isEqualTo(1);
        assertThat(created.path("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(names(created))
                .containsExactlyInAnyOrder(
                        "accountId", "agentId", "agentName", "createdAt", "updatedAt", "branchCount");
        String agent = "/v1/agents/" + created.path("agentId").asText();

        assertThat(client.patch(main(agent) + "/behavior", "{\"behavior\":\"You are a friendly, concise agent\"}")
                        .expect(200)
                        .path("behavior")
                        .asText())
                .isEqualTo("You are a friendly, concise agent");

        JsonNode topic = client.post(
                        main(agent) + TOPICS, "{\"name\":\"Password reset\",\"content\":\"Users can reset\"}")
                .expect(201);
        assertThat(topic.path("id").asText()).matches("TOPIC-[0-9A-F]{8}");
        assertThat(topic.toString())
                .isEqualTo("{\"id\":\"" + topic.path("id").asText()
                        + "\",\"name\":\"Password reset\",\"content\":\"Users can reset\",\"actions\":\"\","
                        + "\"exampleQueries\":{\"queries\":[]},\"isActive\":true}");

        JsonNode published = client.post(agent + "/deployments/publish", "{\"environment\":\"sandbox\"}")
                .expect(201);
        assertThat(published.path("testRunIds").isArray()).isTrue();
        assertThat(published.path("testRunIds")).isEmpty();
        JsonNode sandbox = published.path("deployment");
        assertThat(sandbox.path("environment").asText()).isEqualTo("sandbox");
        assertThat(sandbox.path("version").asText()).matches("[0-9a-f]{32}");
        assertThat(sandbox.path("metadata").toString())
                .isEqualTo("{\"deployment_message\":\"\",\"deployment_type\":\"publish\"}");

        JsonNode preRelease = promote(agent, sandbox.path("id").asText());
        assertThat(preRelease.path("environment").asText()).isEqualTo("pre-release");
        JsonNode live = promote(agent, preRelease.path("id").asText());
        assertThat(live.path("environment").asText()).isEqualTo("live");
        assertThat(live.path("version")).isEqualTo(sandbox.path("version"));
        assertThat(live.path("artifactVersion")).isEqualTo(sandbox.path("artifactVersion"));
        assertThat(live.path("id")).isNotEqualTo(sandbox.path("id"));

        String branch = agent + "/branches/"
                + client.post(agent + "/branches", "{\"name\":\"experiment-new-greeting\"}")
                        .expect(201)
                        .path("branchId")
                        .asText();
        assertThat(client.post(branch + "/merge").expect(200).toString())
                .isEqualTo(
                        "{\"sequence\":\"5\",\"message\":\"Branch merged to main and deployed to sandbox\",\"testRunIds\":[]}");
    }

    @Test
    void theNewerThreadWorks() {
        JsonNode created =
                client.post("/v1/accounts/" + workspace + "/agents", """
                        {"name":"Hotel","agentId":"hotel-desk","responseSettings":{"greeting":"Good day"},
                         "voiceSettings":{"voiceId":"VOICE-1"},"llmSettings":{"modelId":"MODEL-1"}}""").expect(200);
        assertThat(created.path("agentId").asText()).isEqualTo("hotel-desk");
        String agent = "/v1/agents/hotel-desk";
        JsonNode fork = client.post(agent + "/branches", "{\"branchName\":\"night shift\"}")
                .expect(201);
        assertThat(fork.path("branchId").asText()).matches("BRANCH-[A-Z0-9]{8}");
        assertThat(fork.path("sequenceId").isTextual()).isTrue();
        assertThat(fork.path("sequenceId").asText()).isEqualTo("1");
        String branch = agent + "/branches/" + fork.path("branchId").asText();
        client.patch(branch + "/behavior", "{\"behavior\":\"Whisper\"}").expect(200);
        assertThat(client.get(main(agent) + "/behavior")
                        .expect(200)
                        .path("behavior")
                        .asText())
                .isNotEqualTo("Whisper");

        client.post(branch + "/merge", "{\"deploymentMessage\":\"night\"}").expect(200);
        assertThat(client.get(main(agent) + "/behavior")
                        .expect(200)
                        .path("behavior")
                        .asText())
                .isEqualTo("Whisper");
        client.get(branch + "/behavior").expectError(404, "BRANCH_NOT_FOUND");

        JsonNode active = client.get(agent + "/deployments/active").expect(200).path("activeDeployments");
        assertThat(names(active)).containsExactly("sandbox", "pre-release", "live");
        assertThat(active.path("live").isNull()).isTrue();
        assertThat(active.at("/sandbox/metadata/deployment_message").asText()).isEqualTo("night");

        String sandbox = active.at("/sandbox/id").asText();
        assertThat(client.post(
                                agent + "/deployments/" + sandbox + "/promote",
                                "{\"targetEnvironment\":\"live\",\"deploymentMessage\":\"go\"}")
                        .expect(200)
                        .at("/deployment/environment")
                        .asText())
                .isEqualTo("live");

        JsonNode copy = client.post(agent + "/duplicate", "{\"newAgentName\":\"Hotel 2\"}")
                .expect(200);
        String other = "/v1/agents/" + copy.path("agentId").asText();
        assertThat(client.get(other + "/deployments/active").expect(200).at("/activeDeployments/sandbox/version"))
                .isEqualTo(active.at("/sandbox/version"));
        assertThat(client.get(main(other) + "/behavior")
                        .expect(200)
                        .path("behavior")
                        .asText())
                .isEqualTo("Whisper");

        assertThat(client.delete(agent).status()).isEqualTo(204);
        client.get(agent + "/branches").expectError(404, "PROJECT_NOT_FOUND");
        client.delete(agent).expectError(404, "PROJECT_NOT_FOUND");
        assertThat(client.get("/v1/agents").expect(200)).hasSize(1);
    }

    @Test
    void aNewAgentIsDeployedToSandboxAndHasABehavior() {
        String agent = agent();
        JsonNode deployments = client.get(agent + "/deployments?environment=sandbox")
                .expect(200)
                .path("deployments");
        assertThat(deployments).hasSize(1);
        assertThat(deployments.at("/0/metadata/deployment_message").asText()).isEqualTo("Project initialization");
        assertThat(client.get(main(agent) + "/behavior")
                        .expect(200)
                        .path("behavior")
                        .asText())
                .isNotBlank();
        assertThat(client.get(main(agent) + TOPICS).expect(200).toString()).isEqualTo("[]");
        assertThat(client.get(main(agent) + "/variants").expect(200).toString()).isEqualTo("{\"variants\":[]}");
        assertThat(client.get(main(agent) + "/attributes").expect(200).toString())
                .isEqualTo("{\"attributes\":[]}");
    }

    @Test
    void sequencesCountEveryEventOnceAndAForkGoesOnFromMains() {
        String agent = agent();
        topic(main(agent), "one");
        JsonNode fork =
                client.post(agent + "/branches", "{\"branchName\":\"b\"}").expect(201);
        assertThat(fork.path("sequenceId").asText()).isEqualTo("2");
        String branch = agent + "/branches/" + fork.path("branchId").asText();
        topic(branch, "two");
        topic(branch, "three");
        // A merge is one event on main whatever the number of edits, and its publication one more.
        assertThat(client.post(branch + "/merge").expect(200).path("sequence").asText())
                .isEqualTo("3");
        String second = fork(agent, "c");
        topic(second, "four");
        assertThat(client.delete(second).expect(200).toString())
                .isEqualTo("{\"sequence\":\"6\",\"message\":\"Branch deleted\"}");
        client.delete(second).expectError(404, "BRANCH_NOT_FOUND");
    }

    @Test
    void branchesAreListedMainFirstWithWhereTheyCameFrom() {
        String agent = agent();
        String later = fork(agent, "later");
        topic(main(agent), "one");
        JsonNode branches = client.get(agent + "/branches").expect(200).path("branches");
        assertThat(branches).hasSize(2);
        assertThat(branches.at("/0/branchId").asText()).isEqualTo("main");
        assertThat(branches.at("/0/parentBranchId").isNull()).isTrue();
        assertThat(branches.at("/0/parentSequence").isNull()).isTrue();
        assertThat(branches.at("/1/name").asText()).isEqualTo("later");
        assertThat(later).endsWith(branches.at("/1/branchId").asText());
        assertThat(branches.at("/1/parentBranchId").asText()).isEqualTo("main");
        assertThat(branches.at("/1/parentSequence").asText()).isEqualTo("1");
        assertThat(branches.at("/1/isDiverged").asBoolean()).isTrue();
        assertThat(branches.at("/1/active").asBoolean()).isTrue();
        assertThat(client.get("/v1/agents").expect(200).at("/0/branchCount").asInt())
                .isEqualTo(2);
    }

    @Test
    void branchNamesAreUniqueAmongTheActive() {
        String agent = agent();
        String first = fork(agent, "same");
        client.post(agent + "/branches", "{\"branchName\":\"same\"}").expectError(409, "BRANCH_NAME_ALREADY_EXISTS");
        client.post(agent + "/branches", "{\"branchName\":\"main\"}").expectError(409, "BRANCH_NAME_ALREADY_EXISTS");
        client.delete(first).expect(200);
        fork(agent, "same");
    }

    @Test
    void mainCanBeNeitherMergedNorDeleted() {
        String agent = agent();
        client.delete(main(agent)).expectError(400, "MAIN_BRANCH_PERMANENT");
        client.post(main(agent) + "/merge").expectError(400, "MAIN_BRANCH_PERMANENT");
    }

    @Test
    void publishingTheSameContentTwiceIsRefusedAndPublishingAChangeIsNot() {
        String agent = agent();
        client.post(agent + "/deployments/publish").expectError(409, "DEPLOYMENTS_ALREADY_PUBLISHED");
        String topic = topic(main(agent), "one");
        JsonNode first =
                client.post(agent + "/deployments/publish", "{}").expect(201).path("deployment");
        client.delete(main(agent) + TOPICS + "/" + topic).expect(204);
        client.post(agent + "/deployments/publish", "{\"deploymentMessage\":\"without\"}")
                .expect(201);
        client.post(agent + "/deployments/publish", "{\"environment\":\"live\"}")
                .expect(201);
        JsonNode all = client.get(agent + "/deployments?environment=sandbox")
                .expect(200)
                .path("deployments");
        assertThat(all).hasSize(3);
        assertThat(all.at("/1/id")).isEqualTo(first.path("id"));
        assertThat(all.at("/0/version")).isEqualTo(all.at("/2/version")).isNotEqualTo(all.at("/1/version"));
        assertThat(client.get(agent + "/deployments?environment=sandbox&limit=1")
                        .expect(200)
                        .path("deployments"))
                .hasSize(1);
    }

    @Test
    void aDeploymentMovesOnlyToLaterEnvironments() {
        String agent = agent();
        String sandbox = client.get(agent + "/deployments/active")
                .expect(200)
                .at("/activeDeployments/sandbox/id")
                .asText();
        String live = client.post(agent + "/deployments/" + sandbox + "/promote", "{\"targetEnvironment\":\"live\"}")
                .expect(200)
                .at("/deployment/id")
                .asText();
        client.post(agent + "/deployments/" + live + "/promote").expectError(400, "DEPLOYMENTS_INVALID_TARGET");
        client.post(agent + "/deployments/" + live + "/promote", "{\"targetEnvironment\":\"pre-release\"}")
                .expectError(400, "DEPLOYMENTS_INVALID_TARGET");
        client.post(agent + "/deployments/" + sandbox + "/promote", "{\"targetEnvironment\":\"sandbox\"}")
                .expectError(400, "DEPLOYMENTS_INVALID_ENVIRONMENT");
        client.post(agent + "/deployments/nope/promote").expectError(404, "DEPLOYMENT_NOT_FOUND");
        // What is active there already may be promoted again.
        String again = client.post(agent + "/deployments/" + sandbox + "/promote", "{\"targetEnvironment\":\"live\"}")
                .expect(200)
                .at("/deployment/id")
                .asText();
        assertThat(again).isNotEqualTo(live);
    }

    @Test
    void rollingBackSandboxBringsMainBackAndRollingBackLiveDoesNot() {
        String agent = agent();
        String kept = topic(main(agent), "kept");
        String edited = topic(main(agent), "edited");
        String deleted = topic(main(agent), "deleted");
        JsonNode before = client.get(main(agent) + TOPICS).expect(200);
        JsonNode good = client.post(agent + "/deployments/publish", "{\"deploymentMessage\":\"good\"}")
                .expect(201)
                .path("deployment");
        String live = client.post(
                        agent + "/deployments/" + good.path("id").asText() + "/promote",
                        "{\"targetEnvironment\":\"live\"}")
                .expect(200)
                .at("/deployment/id")
                .asText();

        client.patch(main(agent) + TOPICS + "/" + edited, "{\"name\":\"renamed\"}")
                .expect(204);
        client.delete(main(agent) + TOPICS + "/" + deleted).expect(204);
        // The names are free now, and taken again after the rollback.
        topic(main(agent), "deleted");
        topic(main(agent), "edited");
        client.post(agent + "/deployments/publish").expect(201);

        client.post(agent + "/deployments/" + live + "/rollback").expect(200);
        assertThat(client.get(main(agent) + TOPICS).expect(200)).hasSize(4);

        JsonNode back = client.post(agent + "/deployments/" + good.path("id").asText() + "/rollback")
                .expect(200)
                .path("deployment");
        assertThat(back.path("version")).isEqualTo(good.path("version"));
        assertThat(back.path("artifactVersion")).isEqualTo(good.path("artifactVersion"));
        assertThat(back.path("metadata").toString())
                .isEqualTo("{\"deployment_message\":\"good\",\"deployment_type\":\"rollback\"}");
        assertThat(client.get(main(agent) + TOPICS).expect(200)).isEqualTo(before);
        client.post(main(agent) + TOPICS, "{\"name\":\"deleted\",\"content\":\"c\"}")
                .expectError(409, "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS");
        topic(main(agent), "renamed");
        assertThat(client.get(main(agent) + TOPICS + "/" + kept)
                        .expect(200)
                        .path("name")
                        .asText())
                .isEqualTo("kept");
    }

    @Test
    void topicsKeepWhatAPatchDoesNotMention() {
        String agent = agent();
        String topic =
                client.post(main(agent) + TOPICS, """
                        {"name":"n","content":"c","actions":"a","exampleQueries":{"queries":["q1","q2"]},"isActive":false}""").expect(201).path("id").asText();
        String path = main(agent) + TOPICS + "/" + topic;
        assertThat(client.patch(path, "{\"content\":\"\"}").bytes()).isEmpty();
        assertThat(client.get(path).expect(200).toString())
                .isEqualTo(
                        "{\"id\":\"" + topic
                                + "\",\"name\":\"n\",\"content\":\"\",\"actions\":\"a\",\"exampleQueries\":{\"queries\":[\"q1\",\"q2\"]},\"isActive\":false}");
        client.patch(path, "{\"exampleQueries\":{\"queries\":[]},\"isActive\":true}")
                .expect(204);
        assertThat(client.get(path).expect(200).at("/exampleQueries/queries")).isEmpty();
        assertThat(client.delete(path).status()).isEqualTo(204);
        client.get(path).expectError(404, "KNOWLEDGE_BASE_TOPIC_NOT_FOUND");
        client.delete(path).expectError(404, "KNOWLEDGE_BASE_TOPIC_NOT_FOUND");
        client.patch(path, "{}").expectError(404, "KNOWLEDGE_BASE_TOPIC_NOT_FOUND");
    }

    @Test
    void aPatchWithoutABodyChangesNothing() {
        String main = main(agent());
        String topic = main + TOPICS + "/" + topic(main, "Password reset");
        variant(main, "London");
        JsonNode topicBefore = client.get(topic).expect(200);
        JsonNode variantBefore =
                client.get(main + "/variants").expect(200).path("variants").path(0);

        client.send("PATCH", topic, null).expect(204);
        JsonNode variant = client.send(
                        "PATCH", main + "/variants/" + variantBefore.path("id").asText(), null)
                .expect(200);

        assertThat(client.get(topic).expect(200)).isEqualTo(topicBefore);
        assertThat(variant).isEqualTo(variantBefore);
    }

    @Test
    void namesOnABranchAreThoseItInheritsUntilItChangesThem() {
        String agent = agent();
        String inherited = topic(main(agent), "inherited");
        String branch = fork(agent, "b");
        client.post(branch + TOPICS, "{\"name\":\"inherited\",\"content\":\"c\"}")
                .expectError(409, "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS");
        // Editing something else carries the name along.
        client.patch(branch + TOPICS + "/" + inherited, "{\"content\":\"changed\"}")
                .expect(204);
        client.post(branch + TOPICS, "{\"name\":\"inherited\",\"content\":\"c\"}")
                .expectError(409, "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS");
        client.patch(branch + TOPICS + "/" + inherited, "{\"name\":\"renamed\"}")
                .expect(204);
        topic(branch, "inherited");
        client.post(main(agent) + TOPICS, "{\"name\":\"inherited\",\"content\":\"c\"}")
                .expectError(409, "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS");
    }

    @Test
    void everyVariantHasAValueForEveryAttributeAndOneIsTheDefault() {
        String agent = agent();
        String branch = main(agent);
        String color = attribute(branch, "color");
        JsonNode first = client.post(
                        branch + "/variants",
                        "{\"name\":\"A\",\"attributeValues\":{\"values\":{\"" + color + "\":\"red\"}}}")
                .expect(201);
        assertThat(first.path("isDefault").asBoolean()).isTrue();
        String a = first.path("id").asText();
        String b = variant(branch, "B");
        String size = attribute(branch, "size");
        assertThat(client.get(branch + "/variants").expect(200).toString())
                .isEqualTo("{\"variants\":[{\"id\":\"" + a
                        + "\",\"name\":\"A\",\"isDefault\":true,\"attributeValues\":{\"values\":{\"" + color
                        + "\":\"red\",\"" + size + "\":\"\"}}},{\"id\":\"" + b
                        + "\",\"name\":\"B\",\"isDefault\":false,\"attributeValues\":{\"values\":{\"" + color
                        + "\":\"\",\"" + size + "\":\"\"}}}]}");

        client.patch(branch + "/variants/" + a, "{\"isDefault\":false}")
                .expectError(400, "VARIANTS_REMOVE_DEFAULT_ERROR");
        client.delete(branch + "/variants/" + a).expectError(400, "VARIANTS_REMOVE_DEFAULT_ERROR");
        JsonNode moved = client.patch(
                        branch + "/variants/" + b,
                        "{\"isDefault\":true,\"attributeValues\":{\"values\":{\"" + size + "\":\"L\"}}}")
                .expect(200);
        assertThat(moved.path("isDefault").asBoolean()).isTrue();
        assertThat(moved.at("/attributeValues/values/" + size).asText()).isEqualTo("L");
        assertThat(defaults(branch)).containsExactly(b);

        assertThat(client.patch(branch + "/attributes/" + color, "{\"name\":\"colour\"}")
                        .expect(200)
                        .toString())
                .isEqualTo("{\"id\":\"" + color + "\",\"name\":\"colour\"}");
        assertThat(client.delete(branch + "/attributes/" + color).expect(200).toString())
                .isEqualTo("{\"id\":\"" + color + "\"}");
        assertThat(client.get(branch + "/variants")
                        .expect(200)
                        .at("/variants/0/attributeValues/values")
                        .toString())
                .isEqualTo("{\"" + size + "\":\"\"}");

        assertThat(client.delete(branch + "/variants/" + a).expect(200).toString())
                .isEqualTo("{\"id\":\"" + a + "\"}");
        client.delete(branch + "/variants/" + b).expect(200);
        assertThat(client.get(branch + "/variants").expect(200).toString()).isEqualTo("{\"variants\":[]}");
        assertThat(variant(branch, "C")).isNotEmpty();
        assertThat(defaults(branch)).hasSize(1);
    }

    @Test
    void variantAndAttributeNamesAreUniqueAndValuesBelongToAttributes() {
        String branch = main(agent());
        attribute(branch, "x");
        variant(branch, "V");
        client.post(branch + "/attributes", "{\"name\":\"x\"}").expectError(409, "ATTRIBUTE_NAME_ALREADY_EXISTS");
        client.post(branch + "/variants", "{\"name\":\"V\"}").expectError(409, "VARIANTS_DUPLICATE_NAME_ERROR");
        JsonNode unknown = client.post(
                        branch + "/variants",
                        "{\"name\":\"W\",\"attributeValues\":{\"values\":{\"ATTRIBUTE-00000000\":\"v\"}}}")
                .expectError(400, "VARIANTS_BAD_ATTRIBUTES_ERROR");
        assertThat(unknown.at("/errors/0/field").asText()).isEqualTo("attributeValues.values.ATTRIBUTE-00000000");
        client.post(branch + "/variants", "{\"name\":\"W\",\"attributeValues\":{\"values\":{\"a\":1}}}")
                .expectError(400, "VARIANTS_BAD_ATTRIBUTES_ERROR");
        client.patch(branch + "/attributes/nope", "{\"name\":\"y\"}").expectError(404, "ATTRIBUTE_NOT_FOUND");
        client.delete(branch + "/variants/nope").expectError(404, "VARIANT_NOT_FOUND");
        assertThat(client.get(branch + "/variants").expect(200).path("variants"))
                .hasSize(1);
    }

    @Test
    void theEmailOfTheCallerIsALabelForWhatItCreates() {
        String agent = agent();
        client.with("X-PolyAI-Email", "ada@example.com")
                .post(agent + "/branches", "{\"branchName\":\"hers\"}")
                .expect(201);
        assertThat(client.get(agent + "/branches")
                        .expect(200)
                        .at("/branches/1/createdBy")
                        .asText())
                .isEqualTo("ada@example.com");
        assertThat(client.get(agent + "/branches")
                        .expect(200)
                        .at("/branches/0/createdBy")
                        .asText())
                .startsWith("key_");
    }

    @Test
    void theRequestIdIsEchoed() {
        var reply = client.with("X-PolyAI-Correlation-Id", "adk-1").get("/v1/agents/none/branches");
        assertThat(reply.headers().firstValue("X-PolyAI-Correlation-Id")).contains("adk-1");
        assertThat(reply.headers().firstValue("X-Request-Id")).contains("adk-1");
        assertThat(reply.expectError(404, "PROJECT_NOT_FOUND").path("error_id").asText())
                .isEqualTo("adk-1");
    }

    @Test
    void listsComeInPagesWhenAskedFor() {
        String agent = agent();
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            created.add(topic(main(agent), "topic " + i));
        }
        String branch = fork(agent, "b");
        client.delete(branch + TOPICS + "/" + created.get(1)).expect(204);
        client.patch(branch + TOPICS + "/" + created.get(3), "{\"content\":\"own\"}")
                .expect(204);
        created.add(topic(branch, "own"));
        created.remove(1);
        List<String> read = new ArrayList<>();
        String next = branch + TOPICS + "?limit=2";
        while (next != null) {
            var page = client.get(next);
            page.expect(200).forEach(topic -> read.add(topic.path("id").asText()));
            next = page.next().orElse(null);
        }
        assertThat(read).isEqualTo(created);
        client.get(branch + TOPICS + "?limit=0").expectError(400, "SCHEMA_VALIDATION_FAILED");
        client.get(branch + TOPICS + "?limit=x").expectError(400, "SCHEMA_VALIDATION_FAILED");
        client.get(branch + TOPICS + "?cursor=x").expectError(400, "SCHEMA_VALIDATION_FAILED");
    }

    @Test
    void longListsComeWhole() {
        String branch = main(agent());
        for (int i = 0; i < 1203; i++) {
            topic(branch, "topic " + i);
        }
        JsonNode all = client.get(branch + TOPICS).expect(200);
        assertThat(all).hasSize(1203);
        assertThat(all.at("/1202/name").asText()).isEqualTo("topic 1202");
    }

    private JsonNode promote(String agent, String deployment) {
        return client.post(agent + "/deployments/" + deployment + "/promote")
                .expect(200)
                .path("deployment");
    }
}
