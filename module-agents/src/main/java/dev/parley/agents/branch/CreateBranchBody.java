package dev.parley.agents.branch;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new branch. One of the two names is needed; {@code branchName} wins. */
@Serdeable
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record CreateBranchBody(
        @Schema(minLength = 1, maxLength = 100) @Nullable String branchName,

        @Schema(minLength = 1, maxLength = 100, description = "The same as branchName.") @Nullable
        String name)
        implements WireBody {}
