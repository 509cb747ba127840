package dev.parley.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Members of one resource that callers read and change, now one and now all, some with an {@code If-Match} of what anybody saw last. That
 * is old as soon as somebody else is faster, so many of these writes have to be refused.
 */
final class Fields {

    /** How a resource is read and changed. */
    interface Resource {

        Sent get(Caller caller);

        /**
         * @param values new values of some of the members
         * @param tag for {@code If-Match}; null for none
         */
        Sent patch(Caller caller, Map<String, String> values, @Nullable String tag);

        /** The members in the answer to either; empty where it shows none. */
        Map<String, String> values(JsonNode body);

        /** Whether a read's entity tag is that of the resource by itself. */
        default boolean hasTag() {
            return true;
        }
    }

    private final Workload workload;
    private final History history;
    private final List<String> members;
    private final Resource resource;
    private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>();

    /** What a tag stands for, as far as it is known. */
    private record Seen(String tag, Map<String, String> values) {}

    Fields(Workload workload, History history, List<String> members, Resource resource) {
        this.workload = workload;
        this.history = history;
        this.members = members;
        this.resource = resource;
    }

    void read(Caller caller) {
        Sent sent = resource.get(caller);
        if (sent.isDone()) {
            Map<String, String> values = resource.values(sent.json());
            history.add(sent.sees(values));
            if (resource.hasTag()) {
                sent.tag().ifPresent(tag -> seen.set(new Seen(tag, values)));
            }
        } else {
            caller.unexpected(sent);
        }
    }

    void write(Caller caller) {
        Seen expected = caller.chance(2) ? seen.get() : null;
        Map<String, String> values = new LinkedHashMap<>();
        for (String member :
                caller.chance(4) ? members : List.of(members.get(caller.random().nextInt(members.size())))) {
            values.put(member, workload.next("w"));
        }
        Sent sent = resource.patch(caller, values, expected == null ? null : expected.tag());
        Step sets = Step.sets(values);
        Step step = expected == null ? sets : Step.sees(expected.values()).then(sets);
        if (sent.isDone()) {
            Map<String, String> shown = resource.values(sent.json());
            Step shows = Step.sees(shown);
            history.add(
                    expected == null
                            ? sent.write(step.then(shows))
                            : sent.write(step.then(shows), sets.then(shows), expected.values()));
            Map<String, String> known = new LinkedHashMap<>(expected == null ? Map.of() : expected.values());
            known.putAll(values);
            known.putAll(shown);
            sent.tag().ifPresent(tag -> seen.set(new Seen(tag, known)));
        } else if (sent.status() == 0) {
            history.add(expected == null ? sent.write(sets) : sent.write(step, sets, expected.values()));
        } else if (sent.status() == 412 && expected != null) {
            // Every value is written once, so a resource that changed never is again what it was.
            if (expected.values().keySet().containsAll(members)) {
                history.add(sent.seesOther(expected.values()));
            }
            seen.compareAndSet(expected, null);
        } else {
            caller.unexpected(sent);
        }
    }
}
