package dev.parley.realtimeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.Reply;
import dev.parley.core.testing.TestAgents;
import dev.parley.core.testing.Threads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What config pages do. */
abstract class PageSuite extends ConfigSuite {

    private String sandbox;

    private String fresh() {
        sandbox = pages + "/sandbox";
        return sandbox;
    }

    private static String withoutMoment(String text) {
        return text.replaceAll("\"lastUpdated\":\"[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z\"", "\"lastUpdated\":\"-\"");
    }

    @Test
    void theIntroductionsLastStepWorksLiterally() {
        String agent = new TestAgents(context).create(workspace);
        Reply reply = client.patch(
                pagesOf(agent) + "/live/variables", "{\"variables\": {\"open_hour\": 8, \"close_hour\": 22}}");
        reply.expect(200);
        assertThat(withoutMoment(reply.text()))
                .isEqualTo(
                        "{\"clientEnv\":\"live\",\"variables\":{\"close_hour\":22,\"open_hour\":8},\"schema\":{},\"lastUpdated\":\"-\"}");
    }

    @Test
    void thereIsAPageForEveryEnvironmentAndOneThatWasNeverWrittenIsEmpty() {
        String agent = new TestAgents(context).create(workspace);
        assertThat(client.get(pagesOf(agent)).text())
                .isEqualTo("{\"configPages\":[{\"clientEnv\":\"sandbox\",\"variables\":{},\"schema\":{}},"
                        + "{\"clientEnv\":\"pre-release\",\"variables\":{},\"schema\":{}},"
                        + "{\"clientEnv\":\"live\",\"variables\":{},\"schema\":{}}]}");
        assertThat(client.get(pagesOf(agent) + "/pre-release").text())
                .isEqualTo("{\"clientEnv\":\"pre-release\",\"variables\":{},\"schema\":{}}");
        patch(pagesOf(agent) + "/pre-release", "{\"a\":1}");
        assertThat(client.get(pagesOf(agent))
                        .expect(200)
                        .findValues("variables")
                        .toString())
                .isEqualTo("[{}, {\"a\":1}, {}]");
    }

    @Test
    void variablesAreMergedByNameAndReplacedAsAWhole() {
        patch(fresh(), "{\"a\":{\"x\":1,\"y\":2},\"b\":1}");
        patch(sandbox, "{\"a\":{\"x\":3},\"c\":null}");
        assertThat(content(sandbox)).isEqualTo("{} {\"a\":{\"x\":3},\"b\":1,\"c\":null}");
    }

    /** Seen to fail on PostgreSQL when the page was read before its lock, in the same round trip. */
    @Test
    void whatManyWriteAtOnceIsAllThere() {
        String page = fresh();
        List<Thread> writers = IntStream.range(0, 8)
                .mapToObj(writer -> new Thread(() -> {
                    for (int i = 0; i < 25; i++) {
                        patch(page, "{\"w" + writer + "_" + i + "\":1}");
                    }
                }))
                .toList();
        writers.forEach(Thread::start);
        writers.forEach(Threads::join);
        assertThat(client.get(page).expect(200).path("variables")).hasSize(8 * 25);
    }

    /** Seen to fail when values went through a record: 1e400 became infinite and decimals lost digits. */
    @Test
    void valuesComeBackAsTheyWereSent() {
        String digits = "9".repeat(400);
        patch(
                fresh(),
                "{\"integer\":" + digits + ",\"decimal\":0.1000000000000000055511151231257827021181583404541015625,"
                        + "\"zeros\":1.500,\"negative\":-0.0000001,\"nothing\":null,\"empty\":[{},[],\"\"],"
                        + "\"text\":\"\\u00e9\\ud83d\\ude00\\\"\\\\\\n\"}");
        JsonNode variables = client.get(sandbox).expect(200).path("variables");
        String text = client.get(sandbox).text();
        assertThat(text)
                .contains("\"integer\":" + digits + ",")
                .contains("\"decimal\":0.1000000000000000055511151231257827021181583404541015625,")
                .contains("\"zeros\":1.500}")
                .contains("\"nothing\":null")
                .contains("\"empty\":[{},[],\"\"]");
        assertThat(variables.path("text").textValue()).isEqualTo("\u00e9\ud83d\ude00\"\\\n");
        assertThat(variables.path("negative").decimalValue()).isEqualByComparingTo("-0.0000001");
    }

    @Test
    void aSchemaThatVariablesDoNotFitIsTakenAndTheViolationsStandOnThePageUntilTheyFit() {
        patch(fresh(), "{\"hour\":\"eight\",\"days\":[1,\"x\"]}");
        String schema =
                "{\"properties\":{\"days\":{\"items\":{\"type\":\"integer\"}},\"hour\":{\"type\":\"integer\"}},\"required\":[\"name\"]}";
        Reply put = client.send("PUT", sandbox + "/schema", "{\"schema\":" + schema + "}");
        String violations = "\"violations\":[{\"path\":\"/variables/days/1\",\"message\":\"must be an integer\"},"
                + "{\"path\":\"/variables/hour\",\"message\":\"must be an integer\"},"
                + "{\"path\":\"/variables/name\",\"message\":\"is required\"}]}";
        put.expect(200);
        assertThat(put.text()).endsWith(violations);
        assertThat(client.get(sandbox).text()).endsWith(violations);
        assertThat(client.get(pages).text()).contains(violations);
        JsonNode fitting = patch(sandbox, "{\"hour\":8,\"days\":[],\"name\":\"n\"}");
        assertThat(fitting.has("violations")).isFalse();
        assertThat(client.get(sandbox).expect(200).has("violations")).isFalse();
        assertThat(content(sandbox)).isEqualTo(schema + " {\"days\":[],\"hour\":8,\"name\":\"n\"}");
    }

    @Test
    void bothAreReplacedAtOnce() {
        patch(fresh(), "{\"old\":1}");
        Reply replaced = client.send(
                "PUT",
                sandbox,
                "{\"schema\":{\"required\":[\"new\"],\"additionalProperties\":{\"type\":\"integer\"}},\"variables\":{\"new\":2}}");
        replaced.expect(200);
        assertThat(content(sandbox))
                .isEqualTo("{\"additionalProperties\":{\"type\":\"integer\"},\"required\":[\"new\"]} {\"new\":2}");
        String before = client.get(sandbox).text();
        client.send("PUT", sandbox, "{\"schema\":{\"required\":[\"x\"]},\"variables\":{\"new\":2}}")
                .expectError(400, "REAL_TIME_CONFIG_INVALID_FOR_SCHEMA");
        assertThat(client.get(sandbox).text()).isEqualTo(before);
    }

    @Test
    void theEntityTagNamesAStateOfThePage() {
        String tag = client.get(live).headers().firstValue("ETag").orElseThrow();
        assertThat(client.get(live).headers().firstValue("ETag")).contains(tag);
        Reply written = client.with("If-Match", "\"other\", " + tag)
                .send("PUT", live, "{\"schema\":{},\"variables\":{\"a\":1}}");
        written.expect(200);
        String next = client.get(live).headers().firstValue("ETag").orElseThrow();
        assertThat(next).isNotEqualTo(tag);
        assertThat(written.headers().firstValue("ETag")).contains(next);
        client.with("If-Match", next)
                .patch(live + "/variables", "{\"variables\":{}}")
                .expect(200);
        client.with("If-Match", "*")
                .send("PUT", live + "/schema", "{\"schema\":{}}")
                .expect(200);
        String never = client.get(fresh()).headers().firstValue("ETag").orElseThrow();
        client.with("If-Match", never)
                .patch(sandbox + "/variables", "{\"variables\":{}}")
                .expect(200);
    }

    @Test
    void aDryRunAnswersThePageAsItWouldBecomeAndStoresNothing() {
        String before = state();
        String tag = client.get(live).headers().firstValue("ETag").orElseThrow();
        assertThat(client.patch(live + "/variables?dryRun=true", "{\"variables\":{\"close_hour\":22}}")
                        .expect(200)
                        .path("variables")
                        .toString())
                .isEqualTo("{\"close_hour\":22,\"open_hour\":8}");
        assertThat(client.send("PUT", live + "/schema?dryRun=true", "{\"schema\":{\"required\":[\"x\"]}}")
                        .expect(200)
                        .at("/violations/0/path")
                        .asText())
                .isEqualTo("/variables/x");
        assertThat(client.with("If-Match", tag)
                        .send("PUT", live + "?dryRun=true", "{\"schema\":{},\"variables\":{\"only\":1}}")
                        .expect(200)
                        .path("variables")
                        .toString())
                .isEqualTo("{\"only\":1}");
        client.send("PUT", live + "?dryRun=true", "{\"schema\":{\"required\":[\"x\"]},\"variables\":{}}")
                .expectError(400, "REAL_TIME_CONFIG_INVALID_FOR_SCHEMA");
        assertThat(state()).isEqualTo(before);
        String never = fresh();
        client.patch(never + "/variables?dryRun=true", "{\"variables\":{\"a\":1}}")
                .expect(200);
        assertThat(content(never)).isEqualTo("{} {}");
    }

    /** Seen to fail when a change within the same millisecond kept the moment of the one before. */
    @Test
    void lastUpdatedAlwaysGrowsAlsoWhenNothingChanges() {
        fresh();
        List<Instant> moments = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            JsonNode page = i % 3 == 0 ? putSchema(sandbox, "{}") : patch(sandbox, i % 3 == 1 ? "{}" : "{\"a\":1}");
            moments.add(Instant.parse(page.path("lastUpdated").asText()));
            assertThat(client.get(sandbox).expect(200).path("lastUpdated")).isEqualTo(page.path("lastUpdated"));
        }
        assertThat(moments).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void theHistoryTellsWhoChangedWhatWhen() {
        fresh();
        client.with("X-PolyAI-Email", "anna@example.com")
                .patch(sandbox + "/variables", "{\"variables\":{\"a\":1,\"b/c\":{\"x\":1}}}")
                .expect(200);
        putSchema(sandbox, "{\"type\":\"object\"}");
        patch(sandbox, "{\"a\":2,\"b/c\":{\"x\":1}}");
        client.send("PUT", sandbox, "{\"schema\":{},\"variables\":{\"d\":null}}")
                .expect(200);
        JsonNode history = client.get(sandbox + "/history").expect(200).path("history");
        assertThat(texts(history, "sequenceId")).containsExactly("4", "3", "2", "1");
        assertThat(texts(history, "action"))
                .containsExactly(
                        "config-page.replace",
                        "config-variables.update",
                        "config-schema.replace",
                        "config-variables.update");
        assertThat(history.path(3).path("by").asText()).isEqualTo("anna@example.com");
        assertThat(history.path(3).path("changes").toString())
                .isEqualTo("[{\"path\":\"/variables/a\",\"to\":1},{\"path\":\"/variables/b~1c\",\"to\":{\"x\":1}}]");
        assertThat(history.path(2).path("changes").toString())
                .isEqualTo("[{\"path\":\"/schema\",\"from\":{},\"to\":{\"type\":\"object\"}}]");
        assertThat(history.path(1).path("changes").toString())
                .isEqualTo("[{\"path\":\"/variables/a\",\"from\":1,\"to\":2}]");
        assertThat(history.path(0).path("changes").toString())
                .isEqualTo("[{\"path\":\"/schema\",\"from\":{\"type\":\"object\"},\"to\":{}},"
                        + "{\"path\":\"/variables/a\",\"from\":2},{\"path\":\"/variables/b~1c\",\"from\":{\"x\":1}},"
                        + "{\"path\":\"/variables/d\",\"to\":null}]");
        assertThat(history.path(0).path("at").asText())
                .isEqualTo(client.get(sandbox).expect(200).path("lastUpdated").asText());

        Reply page = client.get(sandbox + "/history?limit=3");
        assertThat(texts(page.expect(200).path("history"), "sequenceId")).containsExactly("4", "3", "2");
        String next = page.next().orElseThrow();
        assertThat(client.get(next).expect(200).path("history").toString()).isEqualTo("[" + history.path(3) + "]");
        assertThat(client.get(pages + "/pre-release/history").text()).isEqualTo("{\"history\":[]}");
    }

    @Test
    void thePastCanBeRead() {
        fresh();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            client.send("PUT", sandbox, "{\"schema\":{\"title\":\"s" + i + "\"},\"variables\":{\"i\":" + i + "}}")
                    .expect(200);
            bodies.add(client.get(sandbox).text());
        }
        for (String body : bodies) {
            String at = body.replaceAll(".*\"lastUpdated\":\"([^\"]*)\".*", "$1");
            assertThat(client.get(sandbox + "?at=" + at).text()).isEqualTo(body);
            assertThat(client.get(sandbox + "?at=" + at.replace("Z", "%2B00:00"))
                            .text())
                    .isEqualTo(body);
        }
        assertThat(client.get(sandbox + "?at=2020-01-01T00:00:00Z").text())
                .isEqualTo("{\"clientEnv\":\"sandbox\",\"variables\":{},\"schema\":{}}");
        assertThat(client.get(sandbox + "?at=2099-01-01T00:00:00Z").text()).isEqualTo(bodies.get(4));
    }

    @Test
    void pagesGoWithTheirAgent() {
        String agent = ids().get("agentId");
        new TestAgents(context).delete(workspace, agent);
        client.get(live).expectError(404, "PROJECT_NOT_FOUND");
        client.patch(live + "/variables", "{\"variables\":{}}").expectError(404, "PROJECT_NOT_FOUND");
        for (String table : List.of("core_space", "core_branch", "core_entry", "core_entry_past")) {
            assertThat(count(table + " where " + (table.equals("core_space") ? "agent_id is not null" : "true")
                            + " and exists (select 1 from core_space s where s.agent_id = '" + agent + "')"))
                    .as(table)
                    .isZero();
        }
        new TestAgents(context).create(workspace, agent);
        assertThat(content(live)).isEqualTo("{} {}");
        assertThat(client.get(live + "/scheduled-changes").text()).isEqualTo("{\"scheduledChanges\":[]}");
    }
}
