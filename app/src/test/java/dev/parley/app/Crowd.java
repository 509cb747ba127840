package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import dev.parley.core.testing.Threads;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Callers that work on one agent at the same time, each on topics of its own, and remember what was acknowledged: creates and edits on
 * main, branches with two topics that are merged, publications, promotions, rollbacks of live. A request that breaks off may or may not
 * have acted; everything else is known exactly, so the number of main's changes is too.
 */
final class Crowd {

    private static final String TOPICS = "/knowledge-base/topics";

    private final Supplier<Client> instance;
    private final String agent;
    private final AtomicInteger names = new AtomicInteger();

    /** Topic id to the contents that it may have: the last acknowledged one, and those of edits that broke off after it. */
    private final Map<String, Set<String>> contents = new ConcurrentHashMap<>();

    /** Pairs of names that a merge brings together or not at all; true when the merge was acknowledged. */
    private final Map<List<String>, Boolean> pairs = new ConcurrentHashMap<>();

    private final AtomicInteger changesOfMain = new AtomicInteger(1);
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    /**
     * @param instance where requests go; asked anew for each round of work, since it may have been started again
     */
    Crowd(Supplier<Client> instance) {
        this.instance = instance;
        this.agent = "/v1/agents/"
                + instance.get()
                        .post("/v1/agents", "{\"name\":\"crowded\"}")
                        .expect(200)
                        .path("agentId")
                        .asText();
    }

    /** Lets callers work until they have done so many requests, or until {@link #stop}. */
    void work(int callers, int requests, long seed) {
        stopped.set(false);
        int end = done.get() + requests;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Random random = new Random(seed + i);
            threads.add(new Thread(() -> new Caller(instance.get(), random).workUntil(end)));
        }
        threads.forEach(Thread::start);
        threads.forEach(Threads::join);
    }

    /** Ends the work of callers whose instance is gone. */
    void stop() {
        stopped.set(true);
    }

    int done() {
        return done.get();
    }

    String agent() {
        return agent;
    }

    /** What was answered that should not have been. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Reads the agent and compares it with what was acknowledged. */
    void verify() {
        assertThat(faults).isEmpty();
        Client client = instance.get();
        Map<String, String> found = new ConcurrentHashMap<>();
        Set<String> foundNames = ConcurrentHashMap.newKeySet();
        for (JsonNode topic : client.get(agent + "/branches/main" + TOPICS).expect(200)) {
            found.put(topic.path("id").asText(), topic.path("content").asText());
            assertThat(foundNames.add(topic.path("name").asText())).isTrue();
        }
        contents.forEach((id, possible) -> assertThat(found.get(id)).as(id).isIn(possible));
        pairs.forEach((pair, acknowledged) -> {
            boolean first = foundNames.contains(pair.get(0));
            assertThat(foundNames.contains(pair.get(1)))
                    .as("both or neither of %s", pair)
                    .isEqualTo(first);
            assertThat(first || !acknowledged).as("%s was merged", pair).isTrue();
        });
        int sequence = Integer.parseInt(
                client.post(agent + "/branches", "{\"branchName\":\"check " + names.incrementAndGet() + "\"}")
                        .expect(201)
                        .path("sequenceId")
                        .asText());
        assertThat(sequence).isBetween(changesOfMain.get(), changesOfMain.get() + 2 * unknown.get());
    }

    /** One caller. */
    private final class Caller {

        private final Client client;
        private final Random random;
        private final List<String> own = new ArrayList<>();

        Caller(Client client, Random random) {
            this.client = client;
            this.random = random;
        }

        void workUntil(int end) {
            while (!stopped.get() && done.get() < end && faults.isEmpty()) {
                try {
                    switch (random.nextInt(10)) {
                        case 0, 1, 2 -> create();
                        case 3, 4, 5, 6 -> edit();
                        case 7, 8 -> branchAndMerge();
                        default -> deploy();
                    }
                } catch (UncheckedIOException e) {
                    // The instance went away; whether the request has acted is not known.
                    unknown.incrementAndGet();
                    if (stopped.get()) {
                        return;
                    }
                }
            }
        }

        private Reply send(String method, String path, @Nullable String body, int... expected) {
            Reply reply = client.send(method, agent + path, body);
            done.incrementAndGet();
            for (int status : expected) {
                if (reply.status() == status) {
                    return reply;
                }
            }
            faults.add(method + " " + path + ": " + reply.status() + " " + reply.text());
            return reply;
        }

        private String newTopic(String branch, String name) {
            return send("POST", branch + TOPICS, "{\"name\":\"" + name + "\",\"content\":\"new\"}", 201)
                    .json()
                    .path("id")
                    .asText();
        }

        private void create() {
            String id = newTopic("/branches/main", "topic " + names.incrementAndGet());
            changesOfMain.incrementAndGet();
            contents.put(id, Set.of("new"));
            own.add(id);
        }

        private void edit() {
            if (own.isEmpty()) {
                return;
            }
            String id = own.get(random.nextInt(own.size()));
            String content = "edit " + names.incrementAndGet();
            Set<String> before = contents.get(id);
            Set<String> either = new java.util.HashSet<>(before);
            either.add(content);
            contents.put(id, either);
            send("PATCH", "/branches/main" + TOPICS + "/" + id, "{\"content\":\"" + content + "\"}", 204);
            changesOfMain.incrementAndGet();
            contents.put(id, Set.of(content));
        }

        private void branchAndMerge() {
            int number = names.incrementAndGet();
            String branch = "/branches/"
                    + send("POST", "/branches", "{\"branchName\":\"branch " + number + "\"}", 201)
                            .json()
                            .path("branchId")
                            .asText();
            List<String> pair = List.of("left " + number, "right " + number);
            pair.forEach(name -> newTopic(branch, name));
            pairs.put(pair, false);
            send("POST", branch + "/merge", "{}", 200);
            pairs.put(pair, true);
            // The merge, and the publication that follows.
            changesOfMain.addAndGet(2);
        }

        private void deploy() {
            if (send("POST", "/deployments/publish", "{}", 201, 409).status() == 201) {
                changesOfMain.incrementAndGet();
            }
            String sandbox = active("sandbox");
            send("POST", "/deployments/" + sandbox + "/promote", "{\"targetEnvironment\":\"live\"}", 200);
            send("POST", "/deployments/" + active("live") + "/rollback", "{}", 200);
        }

        private String active(String environment) {
            return send("GET", "/deployments/active", null, 200)
                    .json()
                    .path("activeDeployments")
                    .path(environment)
                    .path("id")
                    .asText();
        }
    }
}
