package dev.parley.flowyte.hours;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** An open window. */
@Serdeable
@Schema(
        name = "TimeRange",
        description = "An open window, in local time. When the end is not after the start, it runs into the next day.",
        requiredProperties = {"start", "end"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record TimeRange(
        @Schema(description = "When it opens: HH:MM of the 24-hour clock.", example = "09:00")
        String start,

        @Schema(
                description = "When it closes: HH:MM of the 24-hour clock, or 24:00 for the end of the day.",
                example = "17:30")
        String end) {}
