package dev.parley.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An agent of the Flowyte API: two members of its draft, which version is live and what that one holds, and the agent's version, which
 * counts every change, those of unknown outcome too. {@code If-Match} holds that version; stale, it is 409 with the agent as it is.
 */
final class FlowyteAgent extends Document {

    private static final String VERSION = "version";
    private static final String LIVE = "live";
    private static final String CONTENT_OF = "content of ";
    private static final List<String> MEMBERS = List.of("greeting", "tone");

    private final Workload workload;
    private final String path;
    private final AtomicReference<String> lastVersion = new AtomicReference<>("1");

    /** The ids of versions by their notes, which the callers choose. */
    private final Map<String, String> idsByNote = new ConcurrentHashMap<>();

    /**
     * @param id an agent that is new and whose members are "new"
     */
    FlowyteAgent(Workload workload, String id) {
        super(new History("Flowyte agent " + id, Map.of("greeting", "new", "tone", "new", VERSION, "1")));
        this.workload = workload;
        this.path = "/api/v1/agents/" + id;
    }

    @Override
    void act(Caller caller) {
        switch (caller.random().nextInt(10)) {
            case 0, 1, 2 -> get(caller);
            case 3 -> publish(caller);
            case 4 -> rollBack(caller);
            default -> patch(caller);
        }
    }

    /** Also tells which id belongs to which note, which the steps of publishes with an unknown outcome need. */
    @Override
    void read(Caller caller) {
        get(caller);
        String cursor = "";
        do {
            JsonNode page = caller.read(path + "/versions?limit=20" + cursor).json();
            page.path("data")
                    .forEach(version -> idsByNote.put(
                            version.path("note").asText(), version.path("id").asText()));
            String next = page.path("pagination").path("nextCursor").asText("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
    }

    private void get(Caller caller) {
        Sent sent = caller.read(path);
        if (sent.isDone()) {
            history().add(sent.sees(seen(sent.json())));
        } else {
            caller.unexpected(sent);
        }
    }

    private Map<String, String> seen(JsonNode body) {
        Map<String, String> values = new LinkedHashMap<>();
        JsonNode agent = body.path("data");
        MEMBERS.forEach(member -> values.put(member, agent.path(member).asText()));
        values.put(VERSION, agent.path(VERSION).asText());
        values.put(LIVE, agent.path("publishedVersionId").asText(Step.NONE));
        lastVersion.set(agent.path(VERSION).asText());
        return values;
    }

    private @Nullable String expected(Caller caller) {
        return caller.chance(2) ? lastVersion.get() : null;
    }

    private void patch(Caller caller) {
        String expected = expected(caller);
        String member = MEMBERS.get(caller.random().nextInt(2));
        Map<String, String> values = Map.of(member, workload.next("w"));
        Sent sent = caller.write("PATCH", path, Json.object(values).toString(), expected, true);
        add(caller, sent, expected, counted().then(Step.sets(values)), body -> Step.sees(seen(body)));
    }

    private void publish(Caller caller) {
        String expected = expected(caller);
        String note = workload.next("note ");
        Sent sent = caller.write("POST", path + "/publish", "{\"note\":\"" + note + "\"}", expected, false);
        Step publishes = state -> {
            if (content(state).equals(state.get(CONTENT_OF + state.get(LIVE)))) {
                return state;
            }
            String id = idsByNote.get(note);
            return id == null
                    ? null
                    : counted()
                            .then(Step.sets(Map.of(LIVE, id, CONTENT_OF + id, content(state))))
                            .from(state);
        };
        add(caller, sent, expected, publishes, body -> {
            JsonNode version = body.path("data");
            String id = version.path("id").asText();
            idsByNote.put(version.path("note").asText(), id);
            JsonNode config = version.path("compiledConfig");
            Step live = Step.sees(Map.of(LIVE, id));
            // The answer tells the agent's version when this publish made the version that it tells.
            Step made = version.path("note").asText().equals(note)
                    ? Step.sees(Map.of(VERSION, version.path(VERSION).asText()))
                    : state -> state;
            return live.then(made)
                    .then(state -> config.toString().contains("\"" + state.get("greeting") + "\"")
                                    && config.toString().contains("\"" + state.get("tone") + "\"")
                            ? state
                            : null);
        });
    }

    private void rollBack(Caller caller) {
        List<String> ids = List.copyOf(idsByNote.values());
        if (ids.isEmpty()) {
            return;
        }
        String expected = expected(caller);
        String id = ids.get(caller.random().nextInt(ids.size()));
        Sent sent = caller.write("POST", path + "/rollback", "{\"versionId\":\"" + id + "\"}", expected, false);
        Step rollsBack = state -> {
            if (!state.containsKey(CONTENT_OF + id)) {
                return null;
            }
            return id.equals(state.get(LIVE))
                    ? state
                    : counted().then(Step.sets(Map.of(LIVE, id))).from(state);
        };
        add(caller, sent, expected, rollsBack, body -> Step.sees(Map.of(LIVE, id)));
    }

    /**
     * Adds a write to the history.
     *
     * @param step what it does without an {@code If-Match}
     * @param shows what its answer shows of the agent afterwards
     */
    private void add(Caller caller, Sent sent, @Nullable String expected, Step step, Function<JsonNode, Step> shows) {
        Step matches =
                expected == null ? step : Step.sees(Map.of(VERSION, expected)).then(step);
        if (sent.isDone() || sent.status() == 0) {
            Step shown = sent.isDone() ? shows.apply(sent.json()) : state -> state;
            history()
                    .add(
                            expected == null
                                    ? sent.write(matches.then(shown))
                                    : sent.write(matches.then(shown), step.then(shown), Map.of(VERSION, expected)));
        } else if (sent.status() == 409 && expected != null) {
            // Its own version is among what it shows.
            history().add(sent.sees(seen(sent.json())));
            history().add(sent.seesOther(Map.of(VERSION, expected)));
        } else {
            caller.unexpected(sent);
        }
    }

    private static Step counted() {
        return state -> Step.sets(Map.of(VERSION, Long.toString(Long.parseLong(state.getOrDefault(VERSION, "0")) + 1)))
                .from(state);
    }

    private static String content(Map<String, String> state) {
        return state.get("greeting") + " " + state.get("tone");
    }
}
