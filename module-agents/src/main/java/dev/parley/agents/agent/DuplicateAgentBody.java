package dev.parley.agents.agent;

import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The identity of a copy. */
@Serdeable
@Schema(requiredProperties = "newAgentName", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record DuplicateAgentBody(
        @ValidationCode("PROJECT_ID_INVALID")
        @Schema(pattern = "^[a-zA-Z0-9-]+$", description = "Generated when absent; at most 128 characters.")
        @Nullable
        String newAgentId,

        @Schema(minLength = 1, maxLength = 100) String newAgentName)
        implements WireBody {}
