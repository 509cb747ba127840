package dev.parley.agents;

import dev.parley.core.testing.OpenApiContractSuite;
import java.util.List;

/**
 * Seen to fail, with every difference in one message, when the table had {@code maxLength=101} for the name of a branch, lacked the
 * line of a topic's {@code isActive} or had an operation that is not served; and when the body of a duplication was not closed, a
 * variant's {@code name} had no {@code minLength} or the body of a merge was required.
 */
final class OpenApiContractTest extends OpenApiContractSuite {

    private static final List<Addition> ADDITIONS = List.of(
            // Where the contract has a member that a body must have, the body itself must be there. The contract does
            // not say so.
            addition("POST /v1/agents", "request", ".", "required"),
            addition("POST /v1/accounts/{accountId}/agents", "request", ".", "required"),
            addition("POST /v1/agents/{agentId}/duplicate", "request", ".", "required"),
            addition("POST /v1/agents/{agentId}/branches", "request", ".", "required"),
            addition("PATCH /v1/agents/{agentId}/branches/{branchId}/behavior", "request", ".", "required"),
            addition("POST /v1/agents/{agentId}/branches/{branchId}/knowledge-base/topics", "request", ".", "required"),
            addition("POST /v1/agents/{agentId}/branches/{branchId}/attributes", "request", ".", "required"),
            addition(
                    "PATCH /v1/agents/{agentId}/branches/{branchId}/attributes/{attributeId}",
                    "request",
                    ".",
                    "required"),
            addition("POST /v1/agents/{agentId}/branches/{branchId}/variants", "request", ".", "required"));

    OpenApiContractTest() {
        super("/contract/polyai-agents-1.0.11.tsv", ADDITIONS);
    }
}
