package dev.parley.agents.deployment;

import dev.parley.agents.AgentsError;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where an agent can run, in the order in which versions move on. */
public enum Environment {
    SANDBOX("sandbox"),
    PRE_RELEASE("pre-release"),
    LIVE("live");

    private final String text;

    Environment(String text) {
        this.text = text;
    }

    /** The name on the wire. */
    public String text() {
        return text;
    }

    /** The environment that follows; empty for live. */
    Optional<Environment> next() {
        return Stream.of(values()).filter(other -> other.compareTo(this) > 0).findFirst();
    }

    /**
     * The environment of a name.
     *
     * @throws dev.parley.core.error.ApiException 400 when there is none, also for null
     */
    static Environment of(@Nullable String text) {
        return Stream.of(values())
                .filter(environment -> environment.text.equals(text))
                .findFirst()
                .orElseThrow(AgentsError.DEPLOYMENTS_INVALID_ENVIRONMENT::exception);
    }
}
