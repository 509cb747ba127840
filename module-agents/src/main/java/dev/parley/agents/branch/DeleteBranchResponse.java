package dev.parley.agents.branch;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** The sequence of the deletion, the last of the branch. */
@Serdeable
@Schema(
        requiredProperties = {"sequence", "message"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record DeleteBranchResponse(String sequence, String message) {}
