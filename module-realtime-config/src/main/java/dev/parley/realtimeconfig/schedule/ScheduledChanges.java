package dev.parley.realtimeconfig.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

// For the OpenAPI document, like ScheduledChangeResponse.
/** The scheduled changes of a page. */
@Serdeable
@Schema(requiredProperties = "scheduledChanges")
record ScheduledChanges(
        @Schema(description = "In the order in which they were scheduled.")
        List<ScheduledChangeResponse> scheduledChanges) {}
