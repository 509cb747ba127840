package dev.parley.agents;

import dev.parley.core.error.ErrorCode;

/** The errors of this module, with the codes of the PolyAI Agents API where it has one. */
public enum AgentsError implements ErrorCode {
    PROJECT_ID_INVALID(400, "Agent ID must be 1 to 128 letters, digits and dashes"),
    MAIN_BRANCH_READ_ONLY(422, "Cannot directly update main branch"),
    MAIN_BRANCH_PERMANENT(400, "The main branch cannot be merged or deleted"),
    MERGE_CONFLICT(400, "The branch cannot be merged without decisions"),
    BEHAVIOR_NOT_FOUND(404, "Agent behavior does not exist"),
    KNOWLEDGE_BASE_TOPIC_NOT_FOUND(404, "Topic does not exist"),
    KNOWLEDGE_BASE_TOPIC_ALREADY_EXISTS(409, "A topic with this name already exists"),
    ATTRIBUTE_NOT_FOUND(404, "Attribute does not exist"),
    ATTRIBUTE_NAME_ALREADY_EXISTS(409, "An attribute with this name already exists"),
    VARIANT_NOT_FOUND(404, "Variant does not exist"),
    VARIANTS_DUPLICATE_NAME_ERROR(409, "A variant with this name already exists"),
    VARIANTS_BAD_ATTRIBUTES_ERROR(
            400, "Attribute values must be strings, keyed by the ids of attributes of the branch"),
    VARIANTS_REMOVE_DEFAULT_ERROR(400, "Make another variant the default first"),
    DEPLOYMENTS_INVALID_ENVIRONMENT(400, "Invalid or missing `environment`: use sandbox, pre-release or live"),
    DEPLOYMENTS_INVALID_TARGET(400, "A deployment can only be promoted to a later environment");

    private final int status;
    private final String message;

    AgentsError(int status, String message) {
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
