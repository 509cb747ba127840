package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.database.Database;
import dev.parley.core.database.Sql;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.IdempotencyRules;
import dev.parley.core.testing.PreconditionRules;
import dev.parley.core.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A request with an {@code Idempotency-Key} does its work once, however often it is sent; what one demands of the present state holds. */
abstract class IdempotencySuite extends AgentSuite implements IdempotencyRules, PreconditionRules {

    @Test
    void aKeyIsNotNeeded() {
        client.post("/v1/agents", "{\"name\":\"x\"}").expect(200);
        client.post("/v1/agents", "{\"name\":\"x\"}").expect(200);
        assertThat(client.get("/v1/agents").expect(200)).hasSize(3);
        client.delete(agent).expect(204);
        client.delete(agent).expectError(404, "PROJECT_NOT_FOUND");
    }

    @Test
    void aKeyMakesADifferenceOnlyToWrites() {
        Client keyed = client.with(HEADER, "read");
        keyed.get(branch + TOPICS).expect(200);
        topic(branch, "new");
        assertThat(keyed.get(branch + TOPICS).expect(200)).hasSize(2);
        assertThat(keyed.get(branch + "/attributes").expect(200).path("attributes"))
                .hasSize(1);
    }

    @Test
    void aKeyStandsForOneRequest() {
        Client keyed = client.with(HEADER, "one request");
        String body = "{\"name\":\"x\",\"content\":\"x\"}";
        Reply first = keyed.post(branch + TOPICS, body);
        first.expect(201);
        String after = state();
        String reused = "IDEMPOTENCY_KEY_REUSED";
        keyed.post(branch + TOPICS, "{\"name\":\"x\",\"content\":\"y\"}").expectError(422, reused);
        keyed.post(branch + TOPICS, body + " ").expectError(422, reused);
        keyed.post(main(agent) + TOPICS, body).expectError(422, reused);
        keyed.post(branch + TOPICS + "?a=b", body).expectError(422, reused);
        keyed.post("/v1/agents", "{\"name\":\"x\"}").expectError(422, reused);
        keyed.delete(branch).expectError(422, reused);
        keyed.post(agent + "/deployments/publish").expectError(422, reused);
        String topic = branch + TOPICS + "/" + first.json().path("id").asText();
        keyed.patch(topic, "{\"content\":\"y\"}").expectError(422, reused);
        keyed.delete(topic).expectError(422, reused);
        assertThat(state()).isEqualTo(after);
        assertSame("still the same", keyed.post(branch + TOPICS, body), first);
    }

    @Test
    void theMethodIsPartOfTheRequest() {
        Client keyed = client.with(HEADER, "method");
        keyed.patch(branch + TOPICS + "/" + ids.get("topicId"), "{}").expect(204);
        keyed.send("DELETE", branch + TOPICS + "/" + ids.get("topicId"), "{}")
                .expectError(422, "IDEMPOTENCY_KEY_REUSED");
        client.get(branch + TOPICS + "/" + ids.get("topicId")).expect(200);
    }

    @Test
    void aRefusedRequestLeavesTheKeyFree() {
        Client keyed = client.with(HEADER, "refused");
        String path = branch + TOPICS;
        long before = count("core_idempotency");
        keyed.post(path, "{").expectError(400, "SCHEMA_VALIDATION_FAILED");
        keyed.post(path, "{\"name\":5}").expectError(400, "KNOWLEDGE_BASE_TOPICS_INVALID");
        keyed.post(path, "{\"name\":\"topic\",\"content\":\"x\"}")
                .expectError(409, "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS");
        keyed.delete(path + "/nowhere").expectError(404, "KNOWLEDGE_BASE_TOPIC_NOT_FOUND");
        keyed.delete(main(agent)).expectError(400, "MAIN_BRANCH_PERMANENT");
        keyed.with("x-api-key", "nobody").post(path, "{}").expectError(401, "AUTH_USER_INVALID_TOKEN");
        assertThat(count("core_idempotency")).isEqualTo(before);
        Reply first = keyed.post(path, "{\"name\":\"x\",\"content\":\"x\"}");
        first.expect(201);
        assertSame("after the refusals", keyed.post(path, "{\"name\":\"x\",\"content\":\"x\"}"), first);
    }

    @Test
    void aRequestThatWasRefusedMaySucceedLater() {
        Client keyed = client.with(HEADER, "later");
        String body = "{\"name\":\"topic\",\"content\":\"x\"}";
        keyed.post(branch + TOPICS, body).expectError(409, "KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS");
        client.delete(branch + TOPICS + "/" + ids.get("topicId")).expect(204);
        keyed.post(branch + TOPICS, body).expect(201);
        assertThat(client.get(branch + TOPICS).expect(200)).hasSize(1);
    }

    @Test
    void anotherApiKeyMayUseTheSameText() {
        String body = "{\"name\":\"x\"}";
        Client colleague = anonymous().key(keys.all(workspace)).with(HEADER, "shared");
        Client stranger = anonymous().key(keys.all(workspace + "-other")).with(HEADER, "shared");
        Client keyed = client.with(HEADER, "shared");
        Reply mine = keyed.post("/v1/agents", body);
        Reply theirs = colleague.post("/v1/agents", body);
        Reply strangers = stranger.post("/v1/agents", body);
        assertThat(List.of(
                        mine.expect(200).path("agentId"),
                        theirs.expect(200).path("agentId"),
                        strangers.expect(200).path("agentId")))
                .doesNotHaveDuplicates();
        assertSame("mine", keyed.post("/v1/agents", body), mine);
        assertSame("theirs", colleague.post("/v1/agents", body), theirs);
        assertSame("the stranger's", stranger.post("/v1/agents", body), strangers);
        assertThat(client.get("/v1/agents").expect(200)).hasSize(3);
    }

    @Test
    void keysHaveOneTo255PrintableCharacters() {
        String body = "{\"name\":\"x\"}";
        String before = state();
        for (String key : List.of("", "x".repeat(256), "x".repeat(5000), "a\tb")) {
            Reply refused = client.with(HEADER, key).post("/v1/agents", body);
            assertThat(refused.status()).as("<%s>", key).isEqualTo(400);
            assertThat(texts(
                            refused.expectError(400, "SCHEMA_VALIDATION_FAILED").path("errors"), "field"))
                    .containsExactly(HEADER);
        }
        assertThat(state()).isEqualTo(before);
        for (String key : List.of("x", "x".repeat(255), "\"quoted, with; signs\"", "' or 1=1 --")) {
            Client keyed = client.with(HEADER, key);
            Reply first = keyed.post("/v1/agents", body);
            first.expect(200);
            assertSame(key, keyed.post("/v1/agents", body), first);
        }
        assertThat(client.get("/v1/agents").expect(200)).hasSize(5);
    }

    @Test
    void upperAndLowerCaseDiffer() {
        String first = client.with(HEADER, "case")
                .post("/v1/agents", "{\"name\":\"x\"}")
                .expect(200)
                .path("agentId")
                .asText();
        assertThat(client.with(HEADER, "CASE")
                        .post("/v1/agents", "{\"name\":\"x\"}")
                        .expect(200)
                        .path("agentId")
                        .asText())
                .isNotEqualTo(first);
    }

    @Test
    void theAnswerOutlivesWhatItWasAbout() {
        Client keyed = client.with(HEADER, "outlives");
        Reply created = keyed.post("/v1/agents", "{\"name\":\"x\",\"agentId\":\"gone\"}");
        created.expect(200);
        client.delete("/v1/agents/gone").expect(204);
        assertSame("gone", keyed.post("/v1/agents", "{\"name\":\"x\",\"agentId\":\"gone\"}"), created);
        client.get("/v1/agents/gone/branches").expectError(404, "PROJECT_NOT_FOUND");
    }

    @Test
    void ofRequestsAtOnceOneActsAndTheOthersGetItsAnswerOrAreToldToWait() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 10; round++) {
                Client keyed = client.with(HEADER, "at once " + round);
                String body = "{\"name\":\"at once " + round + "\",\"content\":\"x\"}";
                CyclicBarrier together = new CyclicBarrier(threads);
                Callable<Reply> request = () -> {
                    together.await();
                    return keyed.post(branch + TOPICS, body);
                };
                List<Reply> replies = new ArrayList<>();
                for (Future<Reply> reply : executor.invokeAll(java.util.Collections.nCopies(threads, request))) {
                    replies.add(reply.get());
                }
                Reply known = keyed.post(branch + TOPICS, body);
                known.expect(201);
                for (Reply reply : replies) {
                    if (reply.status() == 409) {
                        reply.expectError(409, "IDEMPOTENCY_KEY_IN_USE");
                    } else {
                        assertSame("at once", reply, known);
                    }
                }
                assertThat(client.get(branch + TOPICS).expect(200)).hasSize(2 + round);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aTwinOfARequestThatStillRunsIsToldToWait() throws Exception {
        Client keyed = client.with(HEADER, "twin");
        String body = "{\"name\":\"twin\",\"content\":\"x\"}";
        ExecutorService executor = Executors.newFixedThreadPool(3);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        try {
            Future<Boolean> holder =
                    executor.submit(() -> context().getBean(Database.class).write(() -> {
                        context()
                                .getBean(Sql.class)
                                .list("select id from core_branch for update", row -> row.getLong("id"));
                        held.countDown();
                        return await(enough);
                    }));
            await(held);
            Future<Reply> first = executor.submit(() -> keyed.post(branch + TOPICS, body));
            Future<Reply> twin = executor.submit(() -> keyed.post(branch + TOPICS, body));
            // Whichever of the two comes first waits for the holder; the other one must not.
            while (!first.isDone() && !twin.isDone()) {
                Thread.sleep(5);
            }
            boolean isFirstRefused = first.isDone();
            (isFirstRefused ? first : twin).get().expectError(409, "IDEMPOTENCY_KEY_IN_USE");
            enough.countDown();
            assertThat(holder.get()).isTrue();
            Reply done = (isFirstRefused ? twin : first).get();
            assertSame("afterwards", keyed.post(branch + TOPICS, body), done);
        } finally {
            enough.countDown();
            executor.shutdownNow();
        }
        assertThat(client.get(branch + TOPICS).expect(200)).hasSize(2);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void twoPeopleWhoEditDifferentTopicsDoNotDisturbEachOther() {
        String one = branch + TOPICS + "/" + ids.get("topicId");
        String other = branch + TOPICS + "/" + topic(branch, "other");
        String tagOfOne = client.get(one).headers().firstValue(ETAG).orElseThrow();
        String tagOfOther = client.get(other).headers().firstValue(ETAG).orElseThrow();
        client.with(IF_MATCH, tagOfOne).patch(one, "{\"content\":\"mine\"}").expect(204);
        client.with(IF_MATCH, tagOfOther)
                .patch(other, "{\"content\":\"yours\"}")
                .expect(204);
        client.with(IF_MATCH, tagOfOther)
                .patch(other, "{\"content\":\"too late\"}")
                .expectError(412, "PRECONDITION_FAILED");
        client.with(IF_MATCH, tagOfOther).delete(other).expectError(412, "PRECONDITION_FAILED");
        assertThat(client.get(other).expect(200).path("content").asText()).isEqualTo("yours");
    }

    /** Without a key, these do again what is done already: nothing. */
    @Test
    void publishPromoteAndMergeCanBeRepeatedWithoutAKey() {
        String deployments = agent + "/deployments";
        client.post(branch + TOPICS, "{\"name\":\"x\",\"content\":\"x\"}").expect(201);
        client.post(branch + "/merge").expect(200);
        String merged = state();
        assertThat(client.post(branch + "/merge").status()).isIn(400, 404, 409);
        assertThat(client.post(deployments + "/publish").status()).isIn(200, 409);
        assertThat(state()).isEqualTo(merged);
    }
}
