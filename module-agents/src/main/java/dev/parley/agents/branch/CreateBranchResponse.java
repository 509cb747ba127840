package dev.parley.agents.branch;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** The id of a new branch, and main's sequence at the fork. */
@Serdeable
@Schema(
        requiredProperties = {"branchId", "sequenceId"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record CreateBranchResponse(String branchId, String sequenceId) {}
