package dev.parley.flowyte.playbook;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

// For the OpenAPI document. PlaybookService writes it.
/** A playbook, without its graph. */
@Serdeable
@Schema(
        requiredProperties = {
            "id",
            "agentId",
            "organizationId",
            "flowId",
            "name",
            "description",
            "inputSchema",
            "outputSchema",
            "isEnabled",
            "createdAt",
            "updatedAt"
        })
record Playbook(
        String id,
        String agentId,
        String organizationId,

        @Schema(description = "What the graph is known by.") String flowId,

        String name,
        String description,

        @Schema(description = "A JSON Schema: its properties are variables that are set when the playbook begins.")
        Map<String, Object> inputSchema,

        @Schema(description = "A JSON Schema.") Map<String, Object> outputSchema,

        @Schema(description = "Whether the agent follows it.")
        boolean isEnabled,

        @Schema(format = "date-time") String createdAt,
        @Schema(format = "date-time") String updatedAt) {}
