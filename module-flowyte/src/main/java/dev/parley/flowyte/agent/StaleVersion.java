package dev.parley.flowyte.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.ErrorCode;

/**
 * An {@code If-Match} that names another version than the agent has now.
 *
 * @param agent the agent as it is now, for the caller to apply its edits to
 */
public record StaleVersion(JsonNode agent) implements ErrorCode {
    @Override
    public int status() {
        return 409;
    }

    @Override
    public String code() {
        return "version_conflict";
    }

    @Override
    public String message() {
        return "The agent was changed meanwhile: apply your edits to its present state and send its version";
    }
}
