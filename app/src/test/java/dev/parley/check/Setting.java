package dev.parley.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where documents are made: agents that several of them share, so that they meet at main, too. */
final class Setting {

    private final Workload workload;
    private final String shared;
    private final List<String> attributes;
    private final String named;
    private final List<String> called;

    private Setting(Workload workload, String shared, List<String> attributes, String named, List<String> called) {
        this.workload = workload;
        this.shared = shared;
        this.attributes = attributes;
        this.named = named;
        this.called = called;
    }

    static Setting create(Workload workload, Caller caller) {
        String shared = agent(workload, caller);
        List<String> attributes = Stream.of("first", "second")
                .map(name -> done(
                                caller,
                                shared + "/branches/main/attributes",
                                () -> "{\"name\":\"" + workload.next(name) + "\"}")
                        .path("id")
                        .asText())
                .toList();
        // The first variant is the default and cannot be deleted before the others.
        done(caller, shared + "/branches/main/variants", () -> "{\"name\":\"" + workload.next("default ") + "\"}");
        return new Setting(
                workload,
                shared,
                attributes,
                agent(workload, caller),
                List.of(agent(workload, caller), agent(workload, caller)));
    }

    /** Creates something; tries again until that is acknowledged. */
    private static JsonNode done(Caller caller, String path, Supplier<@Nullable String> body) {
        for (int i = 0; i < 10; i++) {
            Sent sent = caller.write("POST", path, body.get());
            if (sent.isDone()) {
                return sent.json();
            }
        }
        throw new IllegalStateException("POST " + path + " does not succeed");
    }

    private static String agent(Workload workload, Caller caller) {
        return "/v1/agents/"
                + done(caller, "/v1/agents", () -> "{\"name\":\"" + workload.next("agent ") + "\"}")
                        .path("agentId")
                        .asText();
    }

    Document topics(Caller caller) {
        List<String> ids = Stream.of("left", "right")
                .map(side -> topic(caller, shared, workload.next(side + " ")))
                .toList();
        return new Topics(workload, shared, ids.get(0), ids.get(1));
    }

    private String topic(Caller caller, String agent, String name) {
        return done(
                        caller,
                        agent + "/branches/main/knowledge-base/topics",
                        () -> "{\"name\":\"" + name + workload.next(" of ")
                                + "\",\"content\":\"new\",\"actions\":\"new\"}")
                .path("id")
                .asText();
    }

    Document variant(Caller caller) {
        String id = done(
                        caller,
                        shared + "/branches/main/variants",
                        () -> "{\"name\":\"" + workload.next("variant ") + "\"}")
                .path("id")
                .asText();
        return new VariantValues(workload, shared, id, attributes);
    }

    Document page(Caller caller) {
        return new ConfigPage(workload, agent(workload, caller), caller);
    }

    Document flowyteAgent(Caller caller) {
        String id = done(
                        caller,
                        "/api/v1/agents",
                        () -> "{\"name\":\"" + workload.next("agent ") + "\",\"greeting\":\"new\",\"tone\":\"new\"}")
                .path("data")
                .path("id")
                .asText();
        return new FlowyteAgent(workload, id);
    }

    Document release(Caller caller) {
        String agent = agent(workload, caller);
        return Release.create(workload, agent, topic(caller, agent, "topic"), caller);
    }

    Document number(Caller caller) {
        long number = Long.parseLong(workload.next(""));
        return new PhoneNumber("+1202" + String.format("%07d", 5_000_000 + number % 4_000_000), called);
    }

    Document name(Caller caller) {
        return new TopicName(workload, named, workload.next("name "));
    }
}
