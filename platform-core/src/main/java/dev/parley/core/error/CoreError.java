package dev.parley.core.error;

/**
 * The errors that the core itself throws. A family may show some of them under codes of its own.
 */
public enum CoreError implements ErrorCode {
    VALIDATION(400, "VALIDATION_FAILED", "Validation failed"),
    MALFORMED_BODY(400, "MALFORMED_BODY", "The request body is not valid JSON"),
    BAD_REQUEST(400, "BAD_REQUEST", "The request could not be understood"),
    UNAUTHENTICATED(401, "UNAUTHENTICATED", "Missing or invalid API key"),
    FORBIDDEN(403, "FORBIDDEN", "The API key does not permit this"),
    WORKSPACE_FORBIDDEN(403, "WORKSPACE_FORBIDDEN", "The API key belongs to another account"),
    ROUTE_NOT_FOUND(404, "ROUTE_NOT_FOUND", "There is no such resource"),
    AGENT_NOT_FOUND(404, "AGENT_NOT_FOUND", "Agent does not exist"),
    BRANCH_NOT_FOUND(404, "BRANCH_NOT_FOUND", "Branch does not exist"),
    DEPLOYMENT_NOT_FOUND(404, "DEPLOYMENT_NOT_FOUND", "Deployment ID does not exist."),
    METHOD_NOT_ALLOWED(405, "METHOD_NOT_ALLOWED", "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "NOT_ACCEPTABLE", "Only application/json is produced here"),
    AGENT_ID_ALREADY_EXISTS(409, "AGENT_ID_ALREADY_EXISTS", "An agent with this id already exists"),
    BRANCH_NAME_ALREADY_EXISTS(409, "BRANCH_NAME_ALREADY_EXISTS", "A branch with this name already exists"),
    IDEMPOTENCY_KEY_IN_USE(
            409, "IDEMPOTENCY_KEY_IN_USE", "A request with this Idempotency-Key is still running: repeat it later"),
    ALREADY_PUBLISHED(409, "ALREADY_PUBLISHED", "Deployments already published"),
    HISTORY_PRUNED(410, "HISTORY_PRUNED", "That is further back than what is kept"),
    PRECONDITION_FAILED(412, "PRECONDITION_FAILED", "It was changed meanwhile: read it again"),
    BODY_TOO_LARGE(413, "BODY_TOO_LARGE", "The request body is too large"),
    DOCUMENT_TOO_LARGE(413, "DOCUMENT_TOO_LARGE", "A document must not have more than 1,000,000 characters of JSON"),
    UNSUPPORTED_MEDIA_TYPE(415, "UNSUPPORTED_MEDIA_TYPE", "The request body must be application/json"),
    IDEMPOTENCY_KEY_REUSED(
            422, "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key was used before with a different request"),
    TOO_MANY_REQUESTS(429, "TOO_MANY_REQUESTS", "Too many requests"),
    INTERNAL(500, "INTERNAL_ERROR", "Something went wrong on our side"),
    CARRIER_FAILED(502, "CARRIER_FAILED", "The voice carrier failed; nothing was bound"),
    UNAVAILABLE(503, "SERVICE_UNAVAILABLE", "The service cannot reach its database; try again"),
    STORE_FULL(507, "STORE_FULL", "The store has no room left; nothing was changed");

    private final int status;
    private final String code;
    private final String message;

    CoreError(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String message() {
        return message;
    }
}
