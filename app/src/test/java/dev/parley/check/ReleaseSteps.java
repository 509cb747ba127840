package dev.parley.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What requests do to what is published of an agent: the content of its only topic, the deployment that is active in each environment, and
 * what each deployment holds. What a deployment holds shows when sandbox goes back to it, because main then goes back as well.
 *
 * <p>A deployment that is active nowhere and that no caller has seen can be named by no request, so what it holds is no part of the state.
 * Otherwise each subset of the deployments of which it is not known whether they were made would be a state of its own, and a history with
 * a few dozen of them could not be told apart from a wrong one in reasonable time.
 */
final class ReleaseSteps {

    static final List<String> ENVIRONMENTS = List.of("sandbox", "pre-release", "live");
    static final String CONTENT = "content";
    private static final String HELD = "held by ";

    /** The messages of the deployments that callers have seen. */
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** The state in which a deployment is active in sandbox, and main still is as it was published. */
    static Map<String, String> initial(String active, String content) {
        return Map.of(CONTENT, content, "sandbox", active, HELD + active, content);
    }

    /** A caller sees a deployment, and may name it from now on. */
    void show(String message) {
        seen.add(message);
    }

    /** A publish is refused because sandbox has the content of main. */
    Step isPublished() {
        return state -> content(state).equals(held(state, state.getOrDefault("sandbox", Step.NONE))) ? state : null;
    }

    /** A publish makes a deployment with this message. */
    Step publish(String message) {
        return state -> isPublished().from(state) != null ? null : activate(state, message, "sandbox", content(state));
    }

    /** A deployment is made that holds what an earlier one does. */
    Step promote(String source, String message, String environment) {
        return state ->
                state.containsKey(HELD + source) ? activate(state, message, environment, held(state, source)) : null;
    }

    /** The same in the environment of the earlier one; main goes along with sandbox. */
    Step rollBack(String source, String message, String environment) {
        Step again = promote(source, message, environment);
        Step main = state -> Step.sets(Map.of(CONTENT, held(state, message))).from(state);
        return environment.equals("sandbox") ? again.then(main) : again;
    }

    private Map<String, String> activate(
            Map<String, String> state, String message, String environment, String content) {
        Map<String, String> after = new HashMap<>(state);
        after.put(environment, message);
        after.put(HELD + message, content);
        String replaced = state.getOrDefault(environment, Step.NONE);
        if (!seen.contains(replaced)) {
            after.remove(HELD + replaced);
        }
        return after;
    }

    private static String content(Map<String, String> state) {
        return state.getOrDefault(CONTENT, Step.NONE);
    }

    private static String held(Map<String, String> state, String message) {
        return state.getOrDefault(HELD + message, Step.NONE);
    }
}
