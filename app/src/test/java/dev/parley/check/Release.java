package dev.parley.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is published of an agent: a topic of its main branch, what is active in the three environments, and what each deployment holds.
 * The callers choose the messages of deployments, and know them by these: so one whose outcome is not known is recognized when it shows.
 */
final class Release extends Document {

    private static final String CONTENT = ReleaseSteps.CONTENT;

    private final Workload workload;
    private final String agent;
    private final String topic;

    /** The deployments that callers have seen. */
    private final Map<String, Deployment> deployments = new ConcurrentHashMap<>();

    /**
     * A deployment as it shows.
     *
     * @param unchanging everything about it, which never changes
     */
    private record Deployment(String id, String message, String environment, JsonNode unchanging) {}

    private final ReleaseSteps steps = new ReleaseSteps();

    private Release(Workload workload, String agent, String topic, String active) {
        super(new History("deployments of " + agent, ReleaseSteps.initial(active, "new")));
        this.workload = workload;
        this.agent = agent;
        this.topic = agent + "/branches/main/knowledge-base/topics/" + topic;
    }

    /**
     * Publishes what is there, so that everything is known at the beginning.
     *
     * @param agent the path of an agent
     * @param topic the id of its only topic, whose content is "new"
     */
    static Release create(Workload workload, String agent, String topic, Caller caller) {
        Sent sent;
        String message;
        do {
            message = workload.next("deployment ");
            sent = caller.write("POST", agent + "/deployments/publish", body(message, null));
        } while (!sent.isDone() && sent.status() != 409);
        String active = caller.read(agent + "/deployments/active")
                .json()
                .path("activeDeployments")
                .path("sandbox")
                .path("metadata")
                .path("deployment_message")
                .asText(message);
        return new Release(workload, agent, topic, active);
    }

    private static String body(String message, @Nullable String target) {
        Map<String, String> body = new LinkedHashMap<>(Map.of("deploymentMessage", message));
        if (target != null) {
            body.put("targetEnvironment", target);
        }
        return Json.object(body).toString();
    }

    /** What a deployment holds shows late if at all, so each of them can be told only together with those around it. */
    @Override
    int enough() {
        return 60;
    }

    @Override
    void act(Caller caller) {
        switch (caller.random().nextInt(10)) {
            case 0, 1 -> read(caller);
            case 2 -> readTopic(caller);
            case 3, 4 -> publish(caller);
            case 5 -> promote(caller);
            case 6 -> rollBack(caller);
            default -> edit(caller);
        }
    }

    @Override
    void read(Caller caller) {
        readTopic(caller);
        Sent sent = caller.read(agent + "/deployments/active");
        if (!sent.isDone()) {
            caller.unexpected(sent);
            return;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String environment : ReleaseSteps.ENVIRONMENTS) {
            JsonNode active = sent.json().path("activeDeployments").path(environment);
            values.put(
                    environment,
                    active.path("metadata").path("deployment_message").asText(Step.NONE));
            if (active.isObject()) {
                remember(caller, sent, active);
            }
        }
        history().add(sent.seesWrittenOnce(values));
    }

    private void remember(Caller caller, Sent sent, JsonNode shown) {
        Deployment deployment = new Deployment(
                shown.path("id").asText(),
                shown.path("metadata").path("deployment_message").asText(),
                shown.path("environment").asText(),
                shown);
        steps.show(deployment.message());
        Deployment before = deployments.putIfAbsent(deployment.id(), deployment);
        if (before != null && !before.equals(deployment)) {
            caller.unexpected(sent);
        }
    }

    private void readTopic(Caller caller) {
        Sent sent = caller.read(topic);
        if (sent.isDone()) {
            history()
                    .add(sent.seesWrittenOnce(
                            Map.of(CONTENT, sent.json().path(CONTENT).asText())));
        } else {
            caller.unexpected(sent);
        }
    }

    private void edit(Caller caller) {
        Map<String, String> values = Map.of(CONTENT, workload.next("w"));
        add(caller, caller.write("PATCH", topic, Json.object(values).toString()), Step.sets(values));
    }

    private void publish(Caller caller) {
        String message = workload.next("deployment ");
        Sent sent = caller.write("POST", agent + "/deployments/publish", body(message, null));
        if (sent.status() == 409) {
            history().add(sent.read(steps.isPublished()));
        } else {
            add(caller, sent, steps.publish(message));
        }
    }

    private void promote(Caller caller) {
        Deployment source = any(caller);
        int from = source == null ? 2 : ReleaseSteps.ENVIRONMENTS.indexOf(source.environment());
        if (source == null || from == 2) {
            return;
        }
        String target = ReleaseSteps.ENVIRONMENTS.get(from + 1 + caller.random().nextInt(2 - from));
        String message = workload.next("deployment ");
        Sent sent = caller.write("POST", agent + "/deployments/" + source.id() + "/promote", body(message, target));
        add(caller, sent, steps.promote(source.message(), message, target));
    }

    private void rollBack(Caller caller) {
        Deployment target = any(caller);
        if (target == null) {
            return;
        }
        String message = workload.next("deployment ");
        Sent sent = caller.write("POST", agent + "/deployments/" + target.id() + "/rollback", body(message, null));
        add(caller, sent, steps.rollBack(target.message(), message, target.environment()));
    }

    private @Nullable Deployment any(Caller caller) {
        List<Deployment> known = List.copyOf(deployments.values());
        return known.isEmpty() ? null : known.get(caller.random().nextInt(known.size()));
    }

    private void add(Caller caller, Sent sent, Step step) {
        if (sent.isDone() || sent.status() == 0) {
            history().add(sent.write(step));
        } else {
            caller.unexpected(sent);
        }
    }
}
