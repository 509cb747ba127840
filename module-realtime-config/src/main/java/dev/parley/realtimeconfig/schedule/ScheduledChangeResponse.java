package dev.parley.realtimeconfig.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document; ScheduledChange.json writes it.
/** A change that is to be made at a moment, or was to be. */
@Serdeable
@Schema(
        name = "ScheduledChange",
        requiredProperties = {"id", "clientEnv", "at", "status", "createdAt", "createdBy"})
record ScheduledChangeResponse(
        String id,
        String clientEnv,
        @Schema(description = "When it is to be made.") String at,

        @Schema(description = "Is pending, applied or failed.")
        String status,

        @Nullable Map<String, Object> schema,
        @Nullable Map<String, Object> variables,
        String createdAt,
        String createdBy,

        @Schema(description = "When it was applied or failed.") @Nullable
        String settledAt,

        @Schema(description = "Why it failed.") @Nullable String reason) {}
