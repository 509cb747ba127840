package dev.parley.agents.branch;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Main's sequence after the merge. No tests are run, so there are no runs. */
@Serdeable
@Schema(
        requiredProperties = {"sequence", "message", "testRunIds"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record MergeBranchResponse(String sequence, String message, List<String> testRunIds) {}
