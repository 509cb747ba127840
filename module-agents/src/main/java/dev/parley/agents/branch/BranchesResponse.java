package dev.parley.agents.branch;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/**
 * The active branches of an agent, main first. This describes the body; its items are {@link BranchResponse}s, which the API leaves
 * open.
 */
@Serdeable
@Schema(requiredProperties = "branches", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record BranchesResponse(
        @ArraySchema(
                arraySchema =
                        @Schema(
                                description =
                                        "Each has id, name, accountId, projectId, branchId, active, parentBranchId, parentSequence,"
                                                + " isDiverged, createdBy, createdAt and updatedAt."))
        List<Map<String, Object>> branches) {}
