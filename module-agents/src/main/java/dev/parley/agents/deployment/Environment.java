package dev.parley.agents.deployment;

import dev.parley.agents.AgentsError;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.core.revision.Deployment;
import java.util.List;
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
     * The environment that a caller names.
     *
     * @param field where the caller names it, for the error
     * @throws ApiException 400 when there is none of that name, also for null
     */
    static Environment named(String field, @Nullable String text) {
        return find(text)
                .orElseThrow(() -> ApiException.invalid(
                        AgentsError.DEPLOYMENTS_INVALID_ENVIRONMENT,
                        AgentsError.DEPLOYMENTS_INVALID_ENVIRONMENT.message(),
                        List.of(new FieldError(field, "must be sandbox, pre-release or live"))));
    }

    /** Where a deployment is. */
    static Environment of(Deployment deployment) {
        return find(deployment.environment()).orElseThrow();
    }

    private static Optional<Environment> find(@Nullable String text) {
        return Stream.of(values())
                .filter(environment -> environment.text.equals(text))
                .findFirst();
    }
}
