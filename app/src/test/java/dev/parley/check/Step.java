package dev.parley.check;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation saw of a document and did to it, as a step from one state to the next. A state has texts by name; a name that is not
 * there stands for {@link #NONE}.
 */
@FunctionalInterface
interface Step {

    /** What stands for nothing. */
    String NONE = "";

    /**
     * The state after the step.
     *
     * @param state the state before it; not changed
     * @return null when the operation cannot have been answered as it was in this state
     */
    @Nullable
    Map<String, String> from(Map<String, String> state);

    /**
     * Values that the document must have, each written once and so never again there after no name has it any more. Tells a search early
     * that an order is wrong; empty when that is not known of a step.
     */
    default Map<String, String> needs() {
        return Map.of();
    }

    /** This step and another one at the same moment. */
    default Step then(Step next) {
        return state -> {
            Map<String, String> between = from(state);
            return between == null ? null : next.from(between);
        };
    }

    /** The same step, which does not tell what it needs. */
    default Step withoutNeeds() {
        return state -> from(state);
    }

    /** The document has these values. */
    static Step sees(Map<String, String> values) {
        return state -> has(state, values) ? state : null;
    }

    /** The document has these values, each of which is written once. */
    static Step seesWrittenOnce(Map<String, String> values) {
        Step sees = sees(values);
        return new Step() {
            @Override
            public @Nullable Map<String, String> from(Map<String, String> state) {
                return sees.from(state);
            }

            @Override
            public Map<String, String> needs() {
                return values;
            }
        };
    }

    /** The document does not have all of these values. */
    static Step seesOther(Map<String, String> values) {
        return state -> has(state, values) ? null : state;
    }

    /** The document gets these values. */
    static Step sets(Map<String, String> values) {
        return state -> {
            Map<String, String> after = new HashMap<>(state);
            values.forEach((name, value) -> {
                if (value.equals(NONE)) {
                    after.remove(name);
                } else {
                    after.put(name, value);
                }
            });
            return after;
        };
    }

    private static boolean has(Map<String, String> state, Map<String, String> values) {
        return values.entrySet().stream()
                .allMatch(value -> state.getOrDefault(value.getKey(), NONE).equals(value.getValue()));
    }
}
