package dev.parley.realtimeconfig;

import dev.parley.core.error.ErrorCode;

/** The errors of this module, with the codes of the PolyAI Agents API where it has one. */
public enum RealtimeConfigError implements ErrorCode {
    REAL_TIME_CONFIG_UNKNOWN_CLIENT_ENVIRONMENT(400, "The environment must be sandbox, pre-release or live"),
    REAL_TIME_CONFIG_INVALID_SCHEMA(400, "The JSON Schema cannot be used"),
    REAL_TIME_CONFIG_INVALID_FOR_SCHEMA(400, "The variables do not fit the JSON Schema"),
    SCHEDULED_CHANGE_NOT_FOUND(404, "Scheduled change does not exist"),
    SCHEDULED_CHANGE_SETTLED(409, "The scheduled change has been applied or has failed already"),
    SCHEDULED_CHANGES_TOO_MANY(409, "A page can have at most 100 scheduled changes that are pending");

    private final int status;
    private final String message;

    RealtimeConfigError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String code() {
        return name();
    }

    @Override
    public String message() {
        return message;
    }
}
