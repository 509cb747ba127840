package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a merge takes silently, what it reports and how its conflicts are decided. */
abstract class MergeSuite extends ApiSuite {

    @Test
    void differentTopicsAndDifferentFieldsOfOneTopicMergeSilently() {
        String agent = agent();
        String shared = topic(main(agent), "shared");
        String ours = topic(main(agent), "ours");
        String theirs = topic(main(agent), "theirs");
        String branch = fork(agent, "b");
        edit(branch, shared, "actions", "their action");
        edit(branch, theirs, "content", "their content");
        String added = topic(branch, "added");
        edit(main(agent), shared, "content", "our content");
        edit(main(agent), ours, "content", "our content");

        client.post(branch + "/merge").expect(200);

        assertThat(read(main(agent), shared, "actions")).isEqualTo("their action");
        assertThat(read(main(agent), shared, "content")).isEqualTo("our content");
        assertThat(read(main(agent), theirs, "content")).isEqualTo("their content");
        assertThat(read(main(agent), ours, "content")).isEqualTo("our content");
        assertThat(read(main(agent), added, "name")).isEqualTo("added");
    }

    @Test
    void theSameChangeOnBothSidesIsNoConflict() {
        String agent = agent();
        String topic = topic(main(agent), "t");
        String branch = fork(agent, "b");
        edit(branch, topic, "content", "same");
        edit(main(agent), topic, "content", "same");
        client.post(branch + "/merge").expect(200);
        assertThat(read(main(agent), topic, "content")).isEqualTo("same");
    }

    @Test
    void twoChangesOfOneFieldAreReportedAndNothingChanges() {
        String agent = agent();
        String topic = topic(main(agent), "t");
        JsonNode forked =
                client.post(agent + "/branches", "{\"branchName\":\"b\"}").expect(201);
        String branch = agent + "/branches/" + forked.path("branchId").asText();
        edit(branch, topic, "content", "theirs");
        edit(main(agent), topic, "content", "ours");
        JsonNode branchesBefore = client.get(agent + "/branches").expect(200);
        JsonNode deploymentsBefore = deployments(agent);

        JsonNode conflict = client.post(branch + "/merge").expect(400);

        assertThat(names(conflict))
                .containsExactly(
                        "value", "conflicts", "hasConflicts", "targetLastUpdated", "sourceCreatedAt", "errors");
        assertThat(conflict.path("hasConflicts").asBoolean()).isTrue();
        assertThat(conflict.path("errors").isArray()).isTrue();
        assertThat(conflict.path("conflicts")).hasSize(2);
        assertThat(conflict.at("/conflicts/0").toString())
                .isEqualTo(
                        "{\"path\":[\"knowledgeBase\",\"topics\",\"entities\",\"" + topic
                                + "\",\"content\"],\"baseValue\":\"content of t\",\"oursValue\":\"ours\",\"theirsValue\":\"theirs\",\"type\":\"modify\"}");
        assertThat(paths(conflict).get(1)).isEqualTo("knowledgeBase/topics/entities/" + topic + "/updatedAt");
        assertThat(conflict.at("/conflicts/1/oursValue").asText())
                .isNotEqualTo(conflict.at("/conflicts/1/baseValue").asText());
        assertThat(conflict.at("/value/knowledgeBase/topics/entities/" + topic + "/content")
                        .asText())
                .isEqualTo("content of t");
        assertThat(conflict.path("targetLastUpdated")).isEqualTo(branchesBefore.at("/branches/0/updatedAt"));
        assertThat(conflict.path("sourceCreatedAt")).isEqualTo(branchesBefore.at("/branches/1/createdAt"));
        assertThat(client.get(agent + "/branches").expect(200)).isEqualTo(branchesBefore);
        assertThat(deployments(agent)).isEqualTo(deploymentsBefore);
        assertThat(read(main(agent), topic, "content")).isEqualTo("ours");
        assertThat(read(branch, topic, "content")).isEqualTo("theirs");
    }

    @Test
    void everySideAndAnyValueCanBeChosen() {
        for (String[] choice : new String[][] {
            {"ours", null, "ours"},
            {"theirs", null, "theirs"},
            {"base", null, "content of t"},
            {"theirs", "\"mine\"", "mine"},
            {"ours", "\"\"", ""}
        }) {
            String agent = agent();
            String topic = topic(main(agent), "t");
            String branch = fork(agent, "b");
            edit(branch, topic, "content", "theirs");
            edit(branch, topic, "actions", "kept");
            edit(main(agent), topic, "content", "ours");
            JsonNode conflict = client.post(branch + "/merge").expect(400);
            ObjectNode body = StrictJson.NODES.objectNode();
            ObjectNode resolution = body.putArray("conflictResolutions").addObject();
            resolution.set("path", conflict.at("/conflicts/0/path"));
            resolution.put("strategy", choice[0]);
            if (choice[1] != null) {
                resolution.set("value", StrictJson.parse(choice[1]));
            }
            client.post(branch + "/merge", body.toString()).expect(200);
            assertThat(read(main(agent), topic, "content")).isEqualTo(choice[2]);
            assertThat(read(main(agent), topic, "actions")).isEqualTo("kept");
        }
    }

    @Test
    void conflictsThatAreNotDecidedAreReportedAgainAndDecisionsThatFitNoneAreIgnored() {
        String agent = agent();
        String first = topic(main(agent), "first");
        String second = topic(main(agent), "second");
        String branch = fork(agent, "b");
        for (String topic : List.of(first, second)) {
            edit(branch, topic, "content", "theirs");
            edit(main(agent), topic, "content", "ours");
        }
        String path = "[\"knowledgeBase\",\"topics\",\"entities\",\"" + first + "\",\"content\"]";
        JsonNode rest = client.post(
                        branch + "/merge",
                        "{\"conflictResolutions\":[{\"path\":" + path
                                + ",\"strategy\":\"theirs\"},{\"path\":[\"no\",\"where\"],\"strategy\":\"ours\"}]}")
                .expect(400);
        assertThat(paths(rest))
                .containsExactly(
                        "knowledgeBase/topics/entities/" + second + "/content",
                        "knowledgeBase/topics/entities/" + second + "/updatedAt");
        assertThat(read(main(agent), first, "content")).isEqualTo("ours");
    }

    @Test
    void aDeletionAgainstAnEditIsAConflictOfTheDocument() {
        for (String strategy : List.of("ours", "theirs", "base")) {
            String agent = agent();
            String deletedHere = topic(main(agent), "deleted on main");
            String deletedThere = topic(main(agent), "deleted on the branch");
            String branch = fork(agent, "b");
            edit(branch, deletedHere, "content", "edited");
            client.delete(branch + TOPICS + "/" + deletedThere).expect(204);
            client.delete(main(agent) + TOPICS + "/" + deletedHere).expect(204);
            edit(main(agent), deletedThere, "content", "edited");

            JsonNode conflict = client.post(branch + "/merge").expect(400);
            assertThat(paths(conflict))
                    .containsExactlyInAnyOrder(
                            "knowledgeBase/topics/entities/" + deletedHere,
                            "knowledgeBase/topics/entities/" + deletedThere);
            for (JsonNode line : conflict.path("conflicts")) {
                assertThat(line.path("type").asText()).isEqualTo("delete");
                boolean here = line.at("/path/3").asText().equals(deletedHere);
                assertThat(line.path(here ? "oursValue" : "theirsValue").isNull())
                        .isTrue();
                assertThat(line.path(here ? "theirsValue" : "oursValue")
                                .path("content")
                                .asText())
                        .isEqualTo("edited");
            }
            client.post(branch + "/merge", resolutions(conflict, strategy)).expect(200);
            assertThat(client.get(main(agent) + TOPICS + "/" + deletedHere).status())
                    .isEqualTo(strategy.equals("ours") ? 404 : 200);
            assertThat(client.get(main(agent) + TOPICS + "/" + deletedThere).status())
                    .isEqualTo(strategy.equals("theirs") ? 404 : 200);
        }
    }

    @Test
    void theBehaviorIsOneLeaf() {
        String agent = agent();
        client.patch(main(agent) + "/behavior", "{\"behavior\":\"base\"}").expect(200);
        String branch = fork(agent, "b");
        client.patch(branch + "/behavior", "{\"behavior\":\"theirs\"}").expect(200);
        client.patch(main(agent) + "/behavior", "{\"behavior\":\"ours\"}").expect(200);
        JsonNode conflict = client.post(branch + "/merge").expect(400);
        assertThat(paths(conflict)).first().isEqualTo("agentSettings/rules/behaviour");
        assertThat(conflict.at("/value/agentSettings/rules/behaviour").asText()).isEqualTo("base");
        client.post(branch + "/merge", resolutions(conflict, "theirs")).expect(200);
        assertThat(client.get(main(agent) + "/behavior")
                        .expect(200)
                        .path("behavior")
                        .asText())
                .isEqualTo("theirs");
    }

    @Test
    void aVariantFromOneSideAndAnAttributeFromTheOtherMeetWhole() {
        String agent = agent();
        String old = attribute(main(agent), "old");
        variant(main(agent), "first");
        String branch = fork(agent, "b");
        String added = client.post(
                        branch + "/variants",
                        "{\"name\":\"added\",\"attributeValues\":{\"values\":{\"" + old + "\":\"v\"}}}")
                .expect(201)
                .path("id")
                .asText();
        String attribute = attribute(main(agent), "new");
        client.post(branch + "/merge").expect(200);
        JsonNode variants = client.get(main(agent) + "/variants").expect(200).path("variants");
        assertThat(variants).hasSize(2);
        assertThat(variants.at("/1/id").asText()).isEqualTo(added);
        assertThat(variants.at("/1/attributeValues/values").toString())
                .isEqualTo("{\"" + old + "\":\"v\",\"" + attribute + "\":\"\"}");
    }

    @Test
    void movingTheDefaultOnBothSidesIsReportedWithBothVariants() {
        for (String strategy : List.of("ours", "theirs", "base")) {
            String agent = agent();
            String a = variant(main(agent), "A");
            String b = variant(main(agent), "B");
            String c = variant(main(agent), "C");
            String branch = fork(agent, "x");
            client.patch(main(agent) + "/variants/" + b, "{\"isDefault\":true}").expect(200);
            client.patch(branch + "/variants/" + c, "{\"isDefault\":true}").expect(200);
            JsonNode conflict = client.post(branch + "/merge").expect(400);
            assertThat(paths(conflict))
                    .contains(
                            "variantManagement/variants/entities/" + b + "/isDefault",
                            "variantManagement/variants/entities/" + c + "/isDefault");
            client.post(branch + "/merge", resolutions(conflict, strategy)).expect(200);
            assertThat(defaults(main(agent)))
                    .containsExactly(
                            switch (strategy) {
                                case "ours" -> b;
                                case "theirs" -> c;
                                default -> a;
                            });
        }
    }

    @Test
    void makingTheFirstVariantOnBothSidesIsReported() {
        for (String strategy : List.of("ours", "theirs", "base")) {
            String agent = agent();
            String branch = fork(agent, "x");
            String ours = variant(main(agent), "ours");
            String theirs = variant(branch, "theirs");
            JsonNode conflict = client.post(branch + "/merge").expect(400);
            client.post(branch + "/merge", resolutions(conflict, strategy)).expect(200);
            assertThat(defaults(main(agent))).containsExactly(strategy.equals("theirs") ? theirs : ours);
        }
    }

    @Test
    void theSameNewNameOnBothSidesIsAnErrorThatNamesBothDocuments() {
        String agent = agent();
        String branch = fork(agent, "b");
        String ours = topic(main(agent), "Refund");
        String theirs = topic(branch, "Refund");
        JsonNode refused = client.post(branch + "/merge").expect(400);
        assertThat(refused.path("hasConflicts").asBoolean()).isFalse();
        assertThat(refused.path("conflicts").isArray()).isTrue();
        assertThat(refused.path("conflicts")).isEmpty();
        assertThat(refused.path("errors")).hasSize(1);
        assertThat(refused.at("/errors/0/path/3").asText()).isEqualTo(theirs);
        assertThat(refused.at("/errors/0/message").asText())
                .contains(ours)
                .contains(theirs)
                .contains("Refund");
        client.patch(branch + TOPICS + "/" + theirs, "{\"name\":\"Refund 2\"}").expect(204);
        client.post(branch + "/merge").expect(200);
    }

    @Test
    void aNameThatOneSideTookAndTheOtherGaveIsAnError() {
        String agent = agent();
        String old = topic(main(agent), "old");
        String branch = fork(agent, "b");
        edit(branch, old, "content", "edited");
        String added = topic(branch, "x");
        client.patch(main(agent) + TOPICS + "/" + old, "{\"name\":\"x\"}").expect(204);
        JsonNode refused = client.post(branch + "/merge").expect(400);
        assertThat(refused.at("/errors/0/message").asText()).contains(old).contains(added);
        client.delete(branch + TOPICS + "/" + added).expect(204);
        client.post(branch + "/merge").expect(200);
    }

    @Test
    void oneRoundOfDecisionsSufficesWhenADefaultWasDeleted() {
        for (String strategy : List.of("ours", "theirs", "base")) {
            String agent = agent();
            String first = variant(main(agent), "V1");
            String second = variant(main(agent), "V2");
            String third = variant(main(agent), "V3");
            String branch = fork(agent, "b");
            client.patch(branch + "/variants/" + third, "{\"isDefault\":true}").expect(200);
            client.delete(branch + "/variants/" + second).expect(200);
            client.patch(main(agent) + "/variants/" + second, "{\"isDefault\":true}")
                    .expect(200);
            JsonNode conflict = client.post(branch + "/merge").expect(400);
            assertThat(paths(conflict)).contains("variantManagement/variants/entities/" + second);
            client.post(branch + "/merge", resolutions(conflict, strategy)).expect(200);
            assertThat(defaults(main(agent)))
                    .containsExactly(
                            switch (strategy) {
                                case "ours" -> second;
                                case "theirs" -> third;
                                default -> first;
                            });
        }
    }

    @Test
    void whatADocumentThatIsKeptRefersToIsInQuestionToo() {
        String agent = agent();
        String attribute = attribute(main(agent), "a");
        variant(main(agent), "V1");
        String second = client.post(
                        main(agent) + "/variants",
                        "{\"name\":\"V2\",\"attributeValues\":{\"values\":{\"" + attribute + "\":\"x\"}}}")
                .expect(201)
                .path("id")
                .asText();
        String branch = fork(agent, "b");
        client.delete(branch + "/variants/" + second).expect(200);
        client.delete(branch + "/attributes/" + attribute).expect(200);
        client.patch(main(agent) + "/variants/" + second, "{\"isDefault\":true}")
                .expect(200);
        JsonNode conflict = client.post(branch + "/merge").expect(400);
        assertThat(paths(conflict))
                .containsExactlyInAnyOrder(
                        "variantManagement/variants/entities/" + second,
                        "variantManagement/attributes/entities/" + attribute);
        client.post(branch + "/merge", resolutions(conflict, "ours")).expect(200);
        assertThat(client.get(main(agent) + "/variants")
                        .expect(200)
                        .at("/variants/1/attributeValues/values/" + attribute)
                        .asText())
                .isEqualTo("x");
    }

    @Test
    void aDecisionAboutADeletionHoldsWhateverElseIsDecided() {
        String agent = agent();
        String attribute = attribute(main(agent), "a");
        String variant = variant(main(agent), "V");
        value(main(agent), variant, attribute, "base");
        String branch = fork(agent, "b");
        client.delete(branch + "/attributes/" + attribute).expect(200);
        value(main(agent), variant, attribute, "ours");
        JsonNode conflict = client.post(branch + "/merge").expect(400);
        ObjectNode body = StrictJson.NODES.objectNode();
        ArrayNode resolutions = body.putArray("conflictResolutions");
        conflict.path("conflicts").forEach(line -> {
            boolean isAttribute = line.at("/path/1").asText().equals("attributes");
            resolutions
                    .addObject()
                    .put("strategy", isAttribute ? "ours" : "theirs")
                    .set("path", line.path("path"));
        });
        client.post(branch + "/merge", body.toString()).expect(200);
        assertThat(client.get(main(agent) + "/variants")
                        .expect(200)
                        .at("/variants/0/attributeValues/values")
                        .toString())
                .isEqualTo("{\"" + attribute + "\":\"\"}");
    }

    @Test
    void theNullThatIsShownForADeletedSideCanBeSentBackAsTheValue() {
        String agent = agent();
        String topic = topic(main(agent), "t");
        String branch = fork(agent, "b");
        client.delete(branch + TOPICS + "/" + topic).expect(204);
        edit(main(agent), topic, "content", "ours");
        JsonNode line = client.post(branch + "/merge").expect(400).at("/conflicts/0");
        client.post(
                        branch + "/merge",
                        "{\"conflictResolutions\":[{\"path\":" + line.path("path") + ",\"value\":"
                                + line.path("theirsValue") + ",\"strategy\":\"theirs\"}]}")
                .expect(200);
        client.get(main(agent) + TOPICS + "/" + topic).expectError(404, "KNOWLEDGE_BASE_TOPIC_NOT_FOUND");
    }

    @Test
    void namesCanChangeHandsAcrossTheSides() {
        String agent = agent();
        String holder = topic(main(agent), "name");
        String branch = fork(agent, "b");
        client.patch(branch + TOPICS + "/" + holder, "{\"name\":\"other\"}").expect(204);
        String heir = topic(branch, "name");
        client.post(branch + "/merge").expect(200);
        assertThat(read(main(agent), holder, "name")).isEqualTo("other");
        assertThat(read(main(agent), heir, "name")).isEqualTo("name");
        client.post(main(agent) + TOPICS, "{\"name\":\"name\",\"content\":\"c\"}")
                .expectError(409, "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS");
    }

    @Test
    void aValueForAnAttributeThatTheOtherSideDeletedIsReported() {
        for (boolean branchDeletes : List.of(true, false)) {
            for (String strategy : List.of("ours", "theirs", "base")) {
                String agent = agent();
                String attribute = attribute(main(agent), "color");
                String variant = variant(main(agent), "V");
                String branch = fork(agent, "b");
                String deleting = branchDeletes ? branch : main(agent);
                String setting = branchDeletes ? main(agent) : branch;
                client.delete(deleting + "/attributes/" + attribute).expect(200);
                client.patch(
                                setting + "/variants/" + variant,
                                "{\"attributeValues\":{\"values\":{\"" + attribute + "\":\"red\"}}}")
                        .expect(200);
                JsonNode conflict = client.post(branch + "/merge").expect(400);
                assertThat(paths(conflict)).contains("variantManagement/attributes/entities/" + attribute);
                client.post(branch + "/merge", resolutions(conflict, strategy)).expect(200);
                boolean kept = strategy.equals("base") || strategy.equals("ours") == branchDeletes;
                String values = client.get(main(agent) + "/variants")
                        .expect(200)
                        .at("/variants/0/attributeValues/values")
                        .toString();
                assertThat(values).isEqualTo(kept ? "{\"" + attribute + "\":\"red\"}" : "{}");
                assertThat(client.get(main(agent) + "/attributes").expect(200).path("attributes"))
                        .hasSize(kept ? 1 : 0);
            }
        }
    }

    @Test
    void aValueThatBothSidesChangedIsALeafOfItsOwn() {
        String agent = agent();
        String color = attribute(main(agent), "color");
        String size = attribute(main(agent), "size");
        String variant = variant(main(agent), "V");
        String branch = fork(agent, "b");
        value(main(agent), variant, color, "red");
        value(branch, variant, color, "blue");
        value(branch, variant, size, "L");
        JsonNode conflict = client.post(branch + "/merge").expect(400);
        assertThat(paths(conflict))
                .first()
                .isEqualTo("variantManagement/variantAttributeValues/entities/" + variant + "/values/" + color);
        assertThat(conflict.at("/conflicts/0/baseValue").asText("-")).isEmpty();
        client.post(branch + "/merge", resolutions(conflict, "theirs")).expect(200);
        assertThat(client.get(main(agent) + "/variants")
                        .expect(200)
                        .at("/variants/0/attributeValues/values")
                        .toString())
                .isEqualTo("{\"" + color + "\":\"blue\",\"" + size + "\":\"L\"}");
    }

    @Test
    void aValueThatTheDocumentCannotHoldIsRefused() {
        String agent = agent();
        String topic = topic(main(agent), "t");
        String branch = fork(agent, "b");
        edit(branch, topic, "content", "theirs");
        edit(main(agent), topic, "content", "ours");
        String path = "[\"knowledgeBase\",\"topics\",\"entities\",\"" + topic + "\",\"content\"]";
        JsonNode refused = client.post(
                        branch + "/merge",
                        "{\"conflictResolutions\":[{\"path\":" + path + ",\"strategy\":\"theirs\",\"value\":null}]}")
                .expect(400);
        assertThat(refused.at("/errors/0/message").asText()).contains("content must be a string");
        assertThat(read(main(agent), topic, "content")).isEqualTo("ours");
    }

    @Test
    void aBranchWithoutChangesMergesAndPublishes() {
        String agent = agent();
        String branch = fork(agent, "b");
        client.post(branch + "/merge", "{\"deploymentMessage\":\"nothing\"}").expect(200);
        assertThat(deployments(agent)).hasSize(2);
        client.post(branch + "/merge").expectError(404, "BRANCH_NOT_FOUND");
    }

    @Test
    void aForkStaysAsItWasWhateverMainDoes() {
        String agent = agent();
        String topic = topic(main(agent), "t");
        String gone = topic(main(agent), "gone");
        String branch = fork(agent, "b");
        edit(main(agent), topic, "content", "changed");
        client.delete(main(agent) + TOPICS + "/" + gone).expect(204);
        topic(main(agent), "new");
        assertThat(read(branch, topic, "content")).isEqualTo("content of t");
        assertThat(client.get(branch + TOPICS).expect(200)).hasSize(2);
    }

    private void edit(String branch, String topic, String field, String value) {
        client.patch(branch + TOPICS + "/" + topic, "{\"" + field + "\":\"" + value + "\"}")
                .expect(204);
    }

    private void value(String branch, String variant, String attribute, String value) {
        client.patch(
                        branch + "/variants/" + variant,
                        "{\"attributeValues\":{\"values\":{\"" + attribute + "\":\"" + value + "\"}}}")
                .expect(200);
    }

    private String read(String branch, String topic, String field) {
        return client.get(branch + TOPICS + "/" + topic).expect(200).path(field).asText();
    }

    private JsonNode deployments(String agent) {
        return client.get(agent + "/deployments?environment=sandbox")
                .expect(200)
                .path("deployments");
    }

    private static String resolutions(JsonNode conflict, String strategy) {
        ObjectNode body = StrictJson.NODES.objectNode();
        ArrayNode resolutions = body.putArray("conflictResolutions");
        conflict.path("conflicts").forEach(line -> {
            ObjectNode resolution = resolutions.addObject();
            resolution.set("path", line.path("path"));
            resolution.put("strategy", strategy);
        });
        return body.toString();
    }

    private static List<String> paths(JsonNode conflict) {
        List<String> paths = new ArrayList<>();
        conflict.path("conflicts").forEach(line -> {
            List<String> names = new ArrayList<>();
            line.path("path").forEach(name -> names.add(name.asText()));
            paths.add(String.join("/", names));
        });
        return paths;
    }
}
