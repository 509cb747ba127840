package dev.parley.agents;

import dev.parley.core.testing.Operation;
import java.util.List;

/** The operations of this module, with requests that {@link AgentSuite}'s agent can carry out. */
final class Operations {

    private static final String AGENT = "/v1/agents/{agentId}";
    private static final String BRANCH = AGENT + "/branches/{branchId}";
    private static final String TOPICS = BRANCH + "/knowledge-base/topics";
    private static final String DEPLOYMENTS = AGENT + "/deployments";
    private static final String TOPICS_INVALID = "KNOWLEDGE_BASE_TOPICS_INVALID";

    /** All of them; what takes something away comes last in its group. */
    static final List<Operation> ALL = List.of(
            get("/v1/agents"),
            get("/v1/accounts/{accountId}/agents"),
            write("POST", "/v1/agents", "{\"name\":\"New\"}", 200),
            write("POST", "/v1/accounts/{accountId}/agents", "{\"name\":\"New\"}", 200),
            write("POST", AGENT + "/duplicate", "{\"newAgentName\":\"Copy\"}", 200),
            write("DELETE", AGENT, "", 204),
            get(AGENT + "/branches"),
            write("POST", AGENT + "/branches", "{\"branchName\":\"next\"}", 201),
            write("POST", BRANCH + "/merge", "{\"deploymentMessage\":\"done\"}", 200)
                    .withOptionalBody(),
            write("DELETE", BRANCH, "", 200),
            get(BRANCH + "/behavior"),
            write("PATCH", BRANCH + "/behavior", "{\"behavior\":\"Be brief\"}", 200),
            get(TOPICS),
            write("POST", TOPICS, "{\"name\":\"new\",\"content\":\"text\"}", 201)
                    .withInvalid(TOPICS_INVALID),
            get(TOPICS + "/{topicId}"),
            write("PATCH", TOPICS + "/{topicId}", "{\"content\":\"other text\"}", 204)
                    .withInvalid(TOPICS_INVALID)
                    .withOptionalBody(),
            write("DELETE", TOPICS + "/{topicId}", "", 204),
            write("POST", BRANCH + "/knowledge-base/import", "{\"name\":\"new\",\"content\":\"text\"}", 200)
                    .withInvalid(TOPICS_INVALID)
                    .withMediaType("application/x-ndjson"),
            get(BRANCH + "/attributes"),
            write("POST", BRANCH + "/attributes", "{\"name\":\"new\"}", 201),
            write("PATCH", BRANCH + "/attributes/{attributeId}", "{\"name\":\"other\"}", 200),
            write("DELETE", BRANCH + "/attributes/{attributeId}", "", 200),
            get(BRANCH + "/variants"),
            write("POST", BRANCH + "/variants", "{\"name\":\"new\"}", 201),
            write("PATCH", BRANCH + "/variants/{variantId}", "{\"name\":\"other\"}", 200)
                    .withOptionalBody(),
            write("DELETE", BRANCH + "/variants/{variantId}", "", 200),
            get(DEPLOYMENTS).withQuery("?environment=sandbox"),
            get(DEPLOYMENTS + "/active"),
            deploy("/publish", "first", 201).withOpenBody(),
            deploy("/{deploymentId}/promote", "up", 200),
            deploy("/{deploymentId}/rollback", "back", 200));

    private Operations() {}

    private static Operation get(String path) {
        return Operation.get(path, "agents:read");
    }

    private static Operation write(String method, String path, String body, int status) {
        return Operation.of(method, path, body, status, "agents:write");
    }

    private static Operation deploy(String path, String message, int status) {
        return Operation.of(
                        "POST",
                        DEPLOYMENTS + path,
                        "{\"deploymentMessage\":\"" + message + "\"}",
                        status,
                        "deployments:write")
                .withInvalid("DEPLOYMENTS_VALIDATION_FAILED")
                .withOptionalBody();
    }
}
