package dev.parley.flowyte.version;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

// For the OpenAPI document. FrozenVersion.json writes it.
/** What a publish froze. */
@Serdeable
@Schema(requiredProperties = {"id", "agentId", "version", "compiledConfig", "note", "publishedAt", "publishedBy"})
record AgentVersion(
        String id,
        String agentId,

        @Schema(description = "The version of the agent that the publish made.")
        long version,

        @Schema(description = "The draft as it was, with its skills, playbooks, guardrails and caller verification.")
        Map<String, Object> compiledConfig,

        @Schema(description = "Empty when none was given.") String note,
        @Schema(format = "date-time") String publishedAt,
        String publishedBy) {}
