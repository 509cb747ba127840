package dev.parley.realtimeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.TestAgents;
import dev.parley.core.testing.Threads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes that are made at a moment. */
abstract class ScheduleSuite extends ConfigSuite {

    private String page;

    private JsonNode scheduled(int index) {
        return client.get(page + "/scheduled-changes")
                .expect(200)
                .path("scheduledChanges")
                .path(index);
    }

    private void awaitSettled(int index) {
        await(() -> scheduled(index).has("settledAt"));
    }

    @Test
    void aChangeIsMadeAtItsMomentAndInTheNameOfWhoScheduledIt() {
        page = pages + "/sandbox";
        patch(page, "{\"open_hour\":8}");
        String at = in(700);
        JsonNode created = client.with("X-PolyAI-Email", "anna@example.com")
                .post(
                        page + "/scheduled-changes",
                        "{\"at\":\"" + at
                                + "\",\"schema\":{\"title\":\"holidays\"},\"variables\":{\"open_hour\":10,\"x\":1.50}}")
                .expect(201);
        assertThat(created.path("status").asText()).isEqualTo("pending");
        assertThat(created.path("createdBy").asText()).isEqualTo("anna@example.com");
        assertThat(scheduled(0)).isEqualTo(created);
        assertThat(content(page)).isEqualTo("{} {\"open_hour\":8}");
        awaitSettled(0);
        assertThat(scheduled(0).path("status").asText()).isEqualTo("applied");
        assertThat(content(page)).isEqualTo("{\"title\":\"holidays\"} {\"open_hour\":10,\"x\":1.50}");
        Instant updated =
                Instant.parse(client.get(page).expect(200).path("lastUpdated").asText());
        assertThat(updated).isAfterOrEqualTo(Instant.parse(created.path("at").asText()));
        JsonNode last = client.get(page + "/history").expect(200).at("/history/0");
        assertThat(last.path("by").asText()).isEqualTo("anna@example.com");
        assertThat(last.path("action").asText()).isEqualTo("scheduled-change.apply");
        assertThat(last.path("sequenceId").asText()).isEqualTo("2");
    }

    /** Seen to fail when a change was applied whatever had become of the page. */
    @Test
    void aChangeFailsLoudlyWhenThePageWasChangedMeanwhile() {
        page = pages + "/sandbox";
        patch(page, "{\"a\":1}");
        schedule(page, in(600), "{\"a\":2}");
        patch(page, "{\"a\":3}");
        awaitSettled(0);
        assertThat(scheduled(0).path("status").asText()).isEqualTo("failed");
        assertThat(scheduled(0).path("reason").asText()).contains("was changed");
        assertThat(content(page)).isEqualTo("{} {\"a\":3}");
        assertThat(count("core_audit where action = 'scheduled-change.fail' and workspace_id = '" + workspace + "'"))
                .isOne();
    }

    /** Seen to fail without carrying the others along: the second change found the page changed by the first. */
    @Test
    void changesOfTheScheduleDoNotStandInEachOthersWay() {
        page = pages + "/sandbox";
        patch(page, "{\"hours\":\"usual\"}");
        schedule(page, in(1400), "{\"hours\":\"usual\"}");
        schedule(page, in(700), "{\"hours\":\"holidays\"}");
        await(() -> content(page).contains("holidays"));
        schedule(page, in(900), "{\"after\":true}");
        awaitSettled(0);
        awaitSettled(1);
        awaitSettled(2);
        assertThat(content(page)).isEqualTo("{} {\"after\":true,\"hours\":\"usual\"}");
        assertThat(texts(client.get(page + "/history").expect(200).path("history"), "sequenceId"))
                .containsExactly("4", "3", "2", "1");
    }

    @Test
    void aChangeThatDoesNotFitTheSchemaByThenFails() {
        page = pages + "/sandbox";
        putSchema(page, "{\"properties\":{\"a\":{\"type\":\"integer\"}}}");
        schedule(page, in(1000), "{\"a\":1}");
        // It comes first, and after it the other does not fit.
        client.post(
                        page + "/scheduled-changes",
                        "{\"at\":\"" + in(500) + "\",\"schema\":{\"properties\":{\"a\":{\"type\":\"string\"}}}}")
                .expect(201);
        awaitSettled(0);
        assertThat(scheduled(1).path("status").asText()).isEqualTo("applied");
        assertThat(scheduled(0).path("status").asText()).isEqualTo("failed");
        assertThat(scheduled(0).path("reason").asText()).contains("/variables/a must be a string");
        assertThat(content(page)).endsWith(" {}");
    }

    @Test
    void whatIsScheduledIsCheckedAgainstWhatThePageWillBe() {
        page = pages + "/sandbox";
        client.post(
                        page + "/scheduled-changes",
                        "{\"at\":\"2098-01-01T00:00:00Z\",\"schema\":{\"properties\":{\"a\":{\"type\":\"string\"}}}}")
                .expect(201);
        client.post(page + "/scheduled-changes", "{\"at\":\"" + SOON + "\",\"variables\":{\"a\":1}}")
                .expectError(400, "REAL_TIME_CONFIG_INVALID_FOR_SCHEMA");
        schedule(page, "2097-01-01T00:00:00Z", "{\"a\":1}");
    }

    @Test
    void aPendingChangeCanBeTakenBackAndASettledOneCannot() {
        page = pages + "/sandbox";
        patch(page, "{\"a\":1}");
        String first = schedule(page, in(900), "{\"a\":2}").path("id").asText();
        String second = schedule(page, in(700), "{\"b\":2}").path("id").asText();
        client.delete(page + "/scheduled-changes/" + first).expect(204);
        client.delete(page + "/scheduled-changes/" + first).expectError(404, "SCHEDULED_CHANGE_NOT_FOUND");
        client.delete(live + "/scheduled-changes/" + second).expectError(404, "SCHEDULED_CHANGE_NOT_FOUND");
        awaitSettled(0);
        client.delete(page + "/scheduled-changes/" + second).expectError(409, "SCHEDULED_CHANGE_SETTLED");
        Threads.pause(500);
        assertThat(content(page)).isEqualTo("{} {\"a\":1,\"b\":2}");
    }

    @Test
    void aPageHasABoundedNumberOfPendingChanges() {
        page = pages + "/sandbox";
        for (int i = 0; i < 100; i++) {
            schedule(page, SOON, "{\"a\":" + i + "}");
        }
        client.post(page + "/scheduled-changes", "{\"at\":\"" + SOON + "\",\"variables\":{}}")
                .expectError(409, "SCHEDULED_CHANGES_TOO_MANY");
        assertThat(client.get(page + "/scheduled-changes?limit=7").expect(200).path("scheduledChanges"))
                .hasSize(7);
    }

    @Test
    void manyDueChangesAreMadeOnceEachAndInOrder() {
        page = pages + "/sandbox";
        String at = in(1500);
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            schedule(page, at, "{\"last\":" + i + ",\"v" + i + "\":1}");
            numbers.add(Integer.toString(20 - i));
        }
        awaitSettled(19);
        JsonNode variables = client.get(page).expect(200).path("variables");
        assertThat(variables.size()).isEqualTo(21);
        assertThat(variables.path("last").asInt()).isEqualTo(19);
        assertThat(texts(client.get(page + "/history").expect(200).path("history"), "sequenceId"))
                .isEqualTo(numbers);
    }

    @Test
    void aScheduleGoesWithItsAgent() {
        page = pages + "/sandbox";
        schedule(page, in(0), "{\"a\":1}");
        new TestAgents(context).delete(workspace, ids().get("agentId"));
        Threads.pause(1500);
        assertThat(count("realtime_config_scheduled_change where workspace_id = '" + workspace + "'"))
                .isZero();
    }
}
