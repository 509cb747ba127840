package dev.parley.flowyte.playbook;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a playbook: each member that is present replaces the one that is there, whole. What callers cannot change is
 * allowed and ignored, so that a playbook can be sent back as it was read.
 */
@Serdeable
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record PlaybookUpdate(
        @Schema(minLength = 1, maxLength = 200, description = "Unique in the agent.") @Nullable
        String name,

        @Schema(maxLength = 10000) @Nullable String description,

        @Schema(description = "A JSON Schema: its properties are variables that are set when the playbook begins.")
        @Nullable
        Map<String, Object> inputSchema,

        @Schema(description = "A JSON Schema.") @Nullable Map<String, Object> outputSchema,

        @Schema(description = "Whether the agent follows it; a new one is enabled.") @Nullable
        Boolean isEnabled,

        @Schema(description = "Ignored.") @Nullable String id,
        @Schema(description = "Ignored.") @Nullable String agentId,
        @Schema(description = "Ignored.") @Nullable String organizationId,
        @Schema(description = "Ignored.") @Nullable String flowId,
        @Schema(description = "Ignored.") @Nullable String createdAt,
        @Schema(description = "Ignored.") @Nullable String updatedAt)
        implements WireBody {}
