package dev.parley.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two topics on main, checked together: branches change both and are merged, which must show in both at the same moment. A branch shows
 * main as it was when it was forked, and its merge goes through as long as main has not got another value where the branch has one of its
 * own.
 */
final class Topics extends Document {

    private static final List<String> MEMBERS = List.of("content", "actions");

    private final Workload workload;
    private final String agent;
    private final Map<String, String> sideById;
    private final List<Fields> fields;

    /**
     * @param agent the path of the agent
     * @param left the id of a topic, whose members are both "new"
     * @param right the id of another one
     */
    Topics(Workload workload, String agent, String left, String right) {
        super(new History(
                "topics " + left + " and " + right,
                Map.of("left.content", "new", "left.actions", "new", "right.content", "new", "right.actions", "new")));
        this.workload = workload;
        this.agent = agent;
        this.sideById = new LinkedHashMap<>();
        sideById.put(left, "left.");
        sideById.put(right, "right.");
        this.fields = sideById.entrySet().stream()
                .map(topic -> new Fields(
                        workload,
                        history(),
                        MEMBERS.stream().map(topic.getValue()::concat).toList(),
                        resource(topic.getKey(), topic.getValue())))
                .toList();
    }

    private Fields.Resource resource(String id, String side) {
        return new Fields.Resource() {
            @Override
            public Sent get(Caller caller) {
                return caller.read(path("main") + "/" + id);
            }

            @Override
            public Sent patch(Caller caller, Map<String, String> values, @Nullable String tag) {
                Map<String, String> body = new LinkedHashMap<>();
                values.forEach((member, value) -> body.put(member.substring(side.length()), value));
                return caller.write(
                        "PATCH", path("main") + "/" + id, Json.object(body).toString(), tag, true);
            }

            @Override
            public Map<String, String> values(JsonNode body) {
                return body.isMissingNode() ? Map.of() : valuesOf(body, side);
            }
        };
    }

    private String path(String branch) {
        return agent + "/branches/" + branch + "/knowledge-base/topics";
    }

    private static Map<String, String> valuesOf(JsonNode topic, String side) {
        Map<String, String> values = new LinkedHashMap<>();
        MEMBERS.forEach(member -> values.put(side + member, topic.path(member).asText()));
        return values;
    }

    @Override
    void act(Caller caller) {
        Fields one = fields.get(caller.random().nextInt(2));
        switch (caller.random().nextInt(10)) {
            case 0, 1 -> one.read(caller);
            case 2 -> read(caller);
            case 3 -> branchAndMerge(caller);
            default -> one.write(caller);
        }
    }

    @Override
    void read(Caller caller) {
        Sent sent = caller.read(path("main"));
        if (sent.isDone()) {
            history().add(sent.sees(both(sent.json())));
        } else {
            caller.unexpected(sent);
        }
    }

    private Map<String, String> both(JsonNode list) {
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonNode topic : list) {
            String side = sideById.get(topic.path("id").asText());
            if (side != null) {
                values.putAll(valuesOf(topic, side));
            }
        }
        // A topic that is not in the list has no values.
        sideById.values().forEach(side -> MEMBERS.forEach(member -> values.putIfAbsent(side + member, Step.NONE)));
        return values;
    }

    private void branchAndMerge(Caller caller) {
        Sent fork = caller.write("POST", agent + "/branches", "{\"branchName\":\"" + workload.next("branch ") + "\"}");
        if (!fork.isDone()) {
            caller.unexpected(fork);
            return;
        }
        String branch = fork.json().path("branchId").asText();
        Sent list = caller.read(path(branch));
        if (!list.isDone()) {
            caller.unexpected(list);
            return;
        }
        Map<String, String> base = both(list.json());
        history().add(fork.sees(base));
        Map<String, String> changed = new LinkedHashMap<>();
        for (Map.Entry<String, String> topic : sideById.entrySet()) {
            String member = MEMBERS.get(caller.random().nextInt(2));
            String value = workload.next("m");
            changed.put(topic.getValue() + member, value);
            Sent edit = caller.write(
                    "PATCH",
                    path(branch) + "/" + topic.getKey(),
                    Json.object(Map.of(member, value)).toString());
            if (!edit.isDone()) {
                caller.unexpected(edit);
                return;
            }
        }
        merge(caller, branch, base, changed);
    }

    private void merge(Caller caller, String branch, Map<String, String> base, Map<String, String> changed) {
        Sent merge = caller.write("POST", agent + "/branches/" + branch + "/merge", "{}");
        Map<String, String> unchanged = new LinkedHashMap<>(base);
        unchanged.keySet().retainAll(changed.keySet());
        if (merge.isDone() || merge.status() == 0) {
            Step sets = Step.sets(changed);
            history().add(merge.write(Step.sees(unchanged).then(sets), sets, unchanged));
        } else if (merge.status() == 400 && merge.json().path("hasConflicts").asBoolean()) {
            history().add(merge.read(Step.seesOther(unchanged).then(Step.sees(conflicting(merge.json())))));
        } else {
            caller.unexpected(merge);
        }
    }

    /** What a merge that was refused says that main has. */
    private Map<String, String> conflicting(JsonNode refusal) {
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonNode conflict : refusal.path("conflicts")) {
            List<String> path = Stream.of(0, 1, 2, 3, 4)
                    .map(i -> conflict.path("path").path(i).asText())
                    .toList();
            String side = sideById.get(path.get(3));
            if (side != null && MEMBERS.contains(path.get(4))) {
                values.put(side + path.get(4), conflict.path("oursValue").asText());
            }
        }
        return values;
    }

    /** So that the list stays short. */
    @Override
    void remove(Caller caller) {
        sideById.keySet().forEach(id -> caller.write("DELETE", path("main") + "/" + id, null));
    }
}
