package dev.parley.realtimeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Sql;
import dev.parley.core.revision.Pruning;
import dev.parley.core.testing.TestAgents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Config pages as streams. */
abstract class StreamSuite extends ConfigSuite {

    private Follower follow(String page, @Nullable String lastEventId) throws IOException {
        return new Follower(server.getURL().toString(), page + "/stream", keys.all(workspace), lastEventId);
    }

    private static void awaitEvents(Follower follower, int count) {
        await(() -> follower.events().size() >= count);
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    @Test
    void aFollowerGetsThePageAndThenEveryChange() throws IOException {
        try (Follower follower = follow(live, null)) {
            awaitEvents(follower, 1);
            assertThat(follower.status()).startsWith("HTTP/1.1 200");
            for (int i = 2; i <= 6; i++) {
                assertThat(patch(live, "{\"i\":" + i + "}"))
                        .isEqualTo(client.get(live).expect(200));
            }
            putSchema(live, "{\"required\":[\"x\"]}");
            awaitEvents(follower, 7);
            assertThat(follower.eventIds()).isEqualTo(numbers(1, 7));
            assertThat(follower.events().get(6).page())
                    .isEqualTo(client.get(live).expect(200));
            assertThat(follower.events().get(6).page().has("violations")).isTrue();
            assertThat(follower.events().get(2).page().at("/variables/i").asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void aPageThatWasNeverWrittenCanBeFollowed() throws IOException {
        String page = pages + "/sandbox";
        try (Follower follower = follow(page, null)) {
            awaitEvents(follower, 1);
            assertThat(follower.events().get(0).page().toString())
                    .isEqualTo("{\"clientEnv\":\"sandbox\",\"variables\":{},\"schema\":{}}");
            patch(page, "{\"a\":1}");
            awaitEvents(follower, 2);
            assertThat(follower.eventIds()).isEqualTo(numbers(0, 1));
        }
        assertThat(client.get(page + "/history").expect(200).path("history")).hasSize(1);
    }

    /** Seen to fail when a follower that came back was only sent the present page. */
    @Test
    void whoComesBackHasMissedNothing() throws IOException {
        for (int i = 2; i <= 150; i++) {
            patch(live, "{\"i\":" + i + "}");
        }
        // The first one reads what was missed from the store, the others partly from what the stream keeps.
        try (Follower early = follow(live, "2")) {
            awaitEvents(early, 148);
            assertThat(early.eventIds()).isEqualTo(numbers(3, 150));
            assertThat(early.events().get(100).page().at("/variables/i").asInt())
                    .isEqualTo(103);
            for (int i = 151; i <= 240; i++) {
                patch(live, "{\"i\":" + i + "}");
            }
            awaitEvents(early, 238);
            for (int seen : List.of(1, 149, 150, 180, 239)) {
                try (Follower late = follow(live, Integer.toString(seen))) {
                    awaitEvents(late, 240 - seen);
                    assertThat(late.eventIds()).isEqualTo(numbers(seen + 1, 240));
                }
            }
            try (Follower present = follow(live, "240");
                    Follower ahead = follow(live, "999")) {
                awaitEvents(ahead, 1);
                patch(live, "{\"i\":241}");
                awaitEvents(present, 1);
                awaitEvents(ahead, 2);
                assertThat(present.eventIds()).isEqualTo(numbers(241, 241));
                assertThat(ahead.eventIds()).isEqualTo(numbers(240, 241));
            }
        }
    }

    @Test
    void whatWasPrunedIsSaidToBeGoneAndAFollowerBeginsAnew() throws IOException {
        for (int i = 2; i <= 6; i++) {
            patch(live, "{\"i\":" + i + "}");
        }
        Instant past = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(10));
        for (int i = 1; i <= 4; i++) {
            context.getBean(Sql.class)
                    .update(
                            "update core_audit set at = ? where seq = ? and branch_id = (select b.id from core_branch b"
                                    + " join core_space s on s.id = b.space_id where s.workspace_id = ? and b.public_id = 'live')",
                            past.plusSeconds(i),
                            i,
                            workspace);
        }
        assertThat(client.get(live + "?at=" + past.plusSeconds(3))
                        .expect(200)
                        .at("/variables/i")
                        .asInt())
                .isEqualTo(3);
        String page = client.get(live).text();
        context.getBean(Pruning.class).prune(past.plusSeconds(60), false);

        assertThat(client.get(live).text()).isEqualTo(page);
        assertThat(client.get(live + "?at=" + past.plusSeconds(4))
                        .expect(200)
                        .at("/variables/i")
                        .asInt())
                .isEqualTo(4);
        for (Instant moment : List.of(past.plusSeconds(3), past.minusSeconds(1))) {
            client.get(live + "?at=" + moment).expectError(410, "HISTORY_PRUNED");
        }
        JsonNode history = client.get(live + "/history").expect(200).path("history");
        assertThat(history.findValuesAsText("from")).containsExactly("5", "4");
        assertThat(history.findValuesAsText("to")).containsExactly("6", "5");
        try (Follower before = follow(live, "2");
                Follower at = follow(live, "4")) {
            // Who comes after the change is told only of what is present then.
            awaitEvents(before, 1);
            awaitEvents(at, 1);
            patch(live, "{\"i\":7}");
            awaitEvents(before, 2);
            awaitEvents(at, 3);
            assertThat(before.eventIds()).isEqualTo(numbers(6, 7));
            assertThat(at.eventIds()).isEqualTo(numbers(5, 7));
            assertThat(at.events().get(0).page().at("/variables/i").asInt()).isEqualTo(5);
        }
    }

    @Test
    void followersComeAndGoWhileThePageChanges() throws Exception {
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 200; i++) {
                patch(live, "{\"i\":" + i + "}");
            }
        });
        List<Follower> followers = new ArrayList<>();
        writer.start();
        for (int i = 0; i < 40; i++) {
            Follower follower = follow(live, i % 2 == 0 ? null : "1");
            followers.add(follower);
            if (i % 3 == 0) {
                awaitEvents(follower, 1);
                follower.close();
            }
        }
        writer.join();
        for (int i = 0; i < 40; i++) {
            Follower follower = followers.get(i);
            if (i % 3 != 0) {
                await(() -> !follower.events().isEmpty()
                        && follower.eventIds().get(follower.events().size() - 1).equals("201"));
                List<String> events = follower.eventIds();
                assertThat(events).isEqualTo(numbers(Integer.parseInt(events.get(0)), 201));
                follower.close();
            }
        }
    }

    @Test
    void aStreamEndsWithItsAgent() throws IOException {
        try (Follower follower = follow(live, null)) {
            awaitEvents(follower, 1);
            new TestAgents(context).delete(workspace, ids().get("agentId"));
            await(follower::hasEnded);
        }
    }

    @Test
    void aStreamNeedsAKeyWithTheScopeAndAnAgentOfItsWorkspace() throws IOException {
        String base = server.getURL().toString();
        String other = keys.create(workspace, Set.of("*"), Set.of(Scopes.WRITE), Set.of(), null)
                .secret();
        for (String[] refused :
                new String[][] {{"none-such-key", "401"}, {other, "403"}, {keys.all(workspace + "-other"), "404"}}) {
            try (Follower follower = new Follower(base, live + "/stream", refused[0], null)) {
                await(() -> !follower.status().isEmpty());
                assertThat(follower.status()).startsWith("HTTP/1.1 " + refused[1]);
            }
        }
    }
}
