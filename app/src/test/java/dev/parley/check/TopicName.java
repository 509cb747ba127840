package dev.parley.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name that topics of one branch want: one of them has it, or none. They are told apart by their contents, which callers choose. */
final class TopicName extends Document {

    private static final String HOLDER = "holder";

    private final Workload workload;
    private final String topics;
    private final String name;

    /** The contents of topics that callers have seen, by their ids. */
    private final Map<String, String> contents = new ConcurrentHashMap<>();

    /**
     * @param agent the path of an agent
     * @param name one that no topic of its main branch has
     */
    TopicName(Workload workload, String agent, String name) {
        super(new History("topic with " + name, Map.of()));
        this.workload = workload;
        this.topics = agent + "/branches/main/knowledge-base/topics";
        this.name = name;
    }

    @Override
    void act(Caller caller) {
        switch (caller.random().nextInt(4)) {
            case 0 -> read(caller);
            case 1 -> delete(caller);
            default -> create(caller);
        }
    }

    @Override
    void read(Caller caller) {
        Sent sent = caller.read(topics);
        if (!sent.isDone()) {
            caller.unexpected(sent);
            return;
        }
        String holder = Step.NONE;
        for (JsonNode topic : sent.json()) {
            if (topic.path("name").asText().equals(name)) {
                if (!holder.equals(Step.NONE)) {
                    caller.unexpected(sent);
                }
                holder = topic.path("content").asText();
                contents.put(topic.path("id").asText(), holder);
            }
        }
        history().add(sent.sees(Map.of(HOLDER, holder)));
    }

    private void create(Caller caller) {
        String content = workload.next("w");
        Sent sent = caller.write(
                "POST",
                topics,
                Json.object(Map.of("name", name, "content", content)).toString());
        if (sent.isDone() || sent.status() == 0) {
            history().add(sent.write(Step.sees(Map.of(HOLDER, Step.NONE)).then(Step.sets(Map.of(HOLDER, content)))));
            if (sent.isDone()) {
                contents.put(sent.json().path("id").asText(), content);
            }
        } else if (sent.status() == 409) {
            history().add(sent.seesOther(Map.of(HOLDER, Step.NONE)));
        } else {
            caller.unexpected(sent);
        }
    }

    private void delete(Caller caller) {
        for (Map.Entry<String, String> topic : Map.copyOf(contents).entrySet()) {
            Sent sent = caller.write("DELETE", topics + "/" + topic.getKey(), null);
            Map<String, String> held = Map.of(HOLDER, topic.getValue());
            if (sent.isDone() || sent.status() == 0) {
                history().add(sent.write(Step.sees(held).then(Step.sets(Map.of(HOLDER, Step.NONE)))));
            } else if (sent.status() == 404) {
                history().add(sent.seesOther(held));
            } else {
                caller.unexpected(sent);
            }
            // It is gone, or about to be: its id never comes back.
            contents.remove(topic.getKey());
        }
    }

    @Override
    void remove(Caller caller) {
        delete(caller);
    }
}
