package dev.parley.agents;

import java.util.List;
import java.util.Map;

/**
 * An operation of this module, with a request that {@link AgentSuite}'s agent can carry out.
 *
 * @param method the HTTP method
 * @param path the path as the OpenAPI document has it
 * @param query what the request needs after the path, or the empty string
 * @param body a valid body, or the empty string for an operation without one
 * @param status the status of the answer
 * @param scope the scope that a key needs
 */
record Operation(String method, String path, String query, String body, int status, String scope) {

    private static final String AGENT = "/v1/agents/{agentId}";
    private static final String BRANCH = AGENT + "/branches/{branchId}";
    private static final String TOPICS = BRANCH + "/knowledge-base/topics";
    private static final String DEPLOYMENTS = AGENT + "/deployments";
    private static final String READ = "agents:read";
    private static final String WRITE = "agents:write";
    private static final String DEPLOY = "deployments:write";

    /** All of them; what takes something away comes last in its group. */
    static final List<Operation> ALL = List.of(
            get("/v1/agents"),
            get("/v1/accounts/{accountId}/agents"),
            new Operation("POST", "/v1/agents", "", "{\"name\":\"New\"}", 200, WRITE),
            new Operation("POST", "/v1/accounts/{accountId}/agents", "", "{\"name\":\"New\"}", 200, WRITE),
            new Operation("POST", AGENT + "/duplicate", "", "{\"newAgentName\":\"Copy\"}", 200, WRITE),
            new Operation("DELETE", AGENT, "", "", 204, WRITE),
            get(AGENT + "/branches"),
            new Operation("POST", AGENT + "/branches", "", "{\"branchName\":\"next\"}", 201, WRITE),
            new Operation("POST", BRANCH + "/merge", "", "{\"deploymentMessage\":\"done\"}", 200, WRITE),
            new Operation("DELETE", BRANCH, "", "", 200, WRITE),
            get(BRANCH + "/behavior"),
            new Operation("PATCH", BRANCH + "/behavior", "", "{\"behavior\":\"Be brief\"}", 200, WRITE),
            get(TOPICS),
            new Operation("POST", TOPICS, "", "{\"name\":\"new\",\"content\":\"text\"}", 201, WRITE),
            get(TOPICS + "/{topicId}"),
            new Operation("PATCH", TOPICS + "/{topicId}", "", "{\"content\":\"other text\"}", 204, WRITE),
            new Operation("DELETE", TOPICS + "/{topicId}", "", "", 204, WRITE),
            get(BRANCH + "/attributes"),
            new Operation("POST", BRANCH + "/attributes", "", "{\"name\":\"new\"}", 201, WRITE),
            new Operation("PATCH", BRANCH + "/attributes/{attributeId}", "", "{\"name\":\"other\"}", 200, WRITE),
            new Operation("DELETE", BRANCH + "/attributes/{attributeId}", "", "", 200, WRITE),
            get(BRANCH + "/variants"),
            new Operation("POST", BRANCH + "/variants", "", "{\"name\":\"new\"}", 201, WRITE),
            new Operation("PATCH", BRANCH + "/variants/{variantId}", "", "{\"name\":\"other\"}", 200, WRITE),
            new Operation("DELETE", BRANCH + "/variants/{variantId}", "", "", 200, WRITE),
            new Operation("GET", DEPLOYMENTS, "?environment=sandbox", "", 200, READ),
            get(DEPLOYMENTS + "/active"),
            new Operation("POST", DEPLOYMENTS + "/publish", "", "{\"deploymentMessage\":\"first\"}", 201, DEPLOY),
            new Operation(
                    "POST", DEPLOYMENTS + "/{deploymentId}/promote", "", "{\"deploymentMessage\":\"up\"}", 200, DEPLOY),
            new Operation(
                    "POST",
                    DEPLOYMENTS + "/{deploymentId}/rollback",
                    "",
                    "{\"deploymentMessage\":\"back\"}",
                    200,
                    DEPLOY));

    private static Operation get(String path) {
        return new Operation("GET", path, "", "", 200, READ);
    }

    /** The operations with a body. */
    static List<Operation> withBody() {
        return ALL.stream().filter(operation -> !operation.body.isEmpty()).toList();
    }

    /** The operations on an agent that exists. */
    static List<Operation> onAnAgent() {
        return ALL.stream()
                .filter(operation -> operation.path.contains("{agentId}"))
                .toList();
    }

    /** The path with the query, with ids in it. */
    String at(Map<String, String> ids) {
        String filled = path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled + query;
    }

    /** Whether a request without a body will do. */
    boolean takesNoBody() {
        boolean isPatchOfSomeMembers =
                method.equals("PATCH") && (path.endsWith("{topicId}") || path.endsWith("{variantId}"));
        return body.isEmpty() || path.endsWith("/merge") || scope.equals(DEPLOY) || isPatchOfSomeMembers;
    }

    boolean isRead() {
        return scope.equals(READ);
    }

    /** Whether it makes a new agent. */
    boolean makesAnAgent() {
        return method.equals("POST") && (path.endsWith("/agents") || path.endsWith("/duplicate"));
    }

    /** The code of a body that does not fit its schema. */
    String invalid() {
        if (path.contains("/topics")) {
            return "KNOWLEDGE_BASE_TOPICS_INVALID";
        }
        return scope.equals(DEPLOY) ? "DEPLOYMENTS_VALIDATION_FAILED" : "SCHEMA_VALIDATION_FAILED";
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
