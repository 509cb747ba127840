package dev.parley.flowyte.hours;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hours of one day of the week. */
@Serdeable
@Schema(
        name = "DayHours",
        description = "The hours of one day of the week.",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record DayHours(
        @Schema(description = "Closed all day, whatever else is given.") @Nullable
        Boolean closed,

        @Schema(description = "Open from midnight to midnight, whatever the ranges are.") @Nullable
        Boolean alwaysOpen,

        @Schema(
                description = "The open windows of the day, in order and without overlap; more than one is a split "
                        + "shift. At most " + HoursRules.MAX_RANGES + ".")
        @Nullable
        List<TimeRange> ranges) {}
