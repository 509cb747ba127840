package dev.parley.realtimeconfig.schedule;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of a page that is to be made at a moment: of its schema, of variables, or of both. */
@Serdeable
@Schema(requiredProperties = "at", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record CreateScheduledChangeBody(
        @Schema(description = "A moment to come, ISO 8601 with an offset.")
        String at,

        @Schema(description = "Replaces the schema.") @Nullable
        Map<String, Object> schema,

        @Schema(description = "Each value replaces the one of its name as a whole; other variables stay.") @Nullable
        Map<String, Object> variables)
        implements WireBody {}
