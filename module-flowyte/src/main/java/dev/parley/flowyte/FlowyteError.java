package dev.parley.flowyte;

import dev.parley.core.error.ErrorCode;
import java.util.Locale;

/** The errors of this module. */
public enum FlowyteError implements ErrorCode {
    AGENT_NAME_TAKEN(409, "An agent of the organization has this name"),
    LANGUAGE_NOT_SUPPORTED(422, "The SKU does not hear this language"),
    VERSION_NOT_FOUND(404, "The agent has no such version"),
    NO_PUBLISHED_VERSION(409, "The agent has never been published: publish it, or ask for the draft"),
    NOT_PUBLISHABLE(422, "The draft cannot be published"),
    SKILL_NOT_FOUND(404, "The agent has no such skill"),
    SKILL_NAME_TAKEN(409, "A skill of the agent has this name"),
    SKILL_TYPE_RESERVED(422, "Skills of this type cannot be created yet"),
    PLAYBOOK_NOT_FOUND(404, "The agent has no such playbook"),
    PLAYBOOK_NAME_TAKEN(409, "A playbook of the agent has this name"),
    VARIABLE_NOT_FOUND(404, "The variable has no annotation"),
    KEY_NOT_FOUND(404, "The organization has no such key"),
    LIMIT_REACHED(422, "The agent has as many of these as it can");

    private final int status;
    private final String message;

    FlowyteError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String message() {
        return message;
    }
}
