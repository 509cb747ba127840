package dev.parley.agents.agent;

import dev.parley.core.json.Timestamps;
import dev.parley.core.revision.Space;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** An agent. */
@Serdeable
@Schema(
        name = "Agent",
        requiredProperties = {"accountId", "agentId", "agentName", "createdAt", "updatedAt", "branchCount"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record AgentResponse(
        String accountId,
        String agentId,
        String agentName,
        String createdAt,
        String updatedAt,

        @Schema(type = "number", format = "", description = "How many active branches it has, main included.")
        int branchCount) {

    static AgentResponse of(Space space) {
        return new AgentResponse(
                space.workspaceId(),
                space.publicId(),
                space.name(),
                Timestamps.text(space.createdAt()),
                Timestamps.text(space.updatedAt()),
                space.branchCount());
    }
}
