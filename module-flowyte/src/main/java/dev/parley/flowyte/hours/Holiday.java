package dev.parley.flowyte.hours;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A date, or several in a row, with hours of their own. */
@Serdeable
@Schema(
        name = "Holiday",
        description = "A date, or several in a row, with hours of their own instead of the weekly ones.",
        requiredProperties = "date",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record Holiday(
        @Schema(description = "What people call it.", example = "Thanksgiving") @Nullable
        String name,

        @Schema(description = "The first date: YYYY-MM-DD.", example = "2026-11-26")
        String date,

        @Schema(
                description = "The last date, itself included: YYYY-MM-DD. Empty or absent for a single day; at most "
                        + HoursRules.MAX_HOLIDAY_DAYS + " days in all.",
                example = "2026-11-27")
        @Nullable
        String endDate,

        @Schema(description = "Closed on all of its dates, whatever the ranges are.") @Nullable
        Boolean closed,

        @Schema(
                description = "The open windows of each of its dates, in order and without overlap. "
                        + "Without any, it is closed. At most " + HoursRules.MAX_RANGES + ".")
        @Nullable
        List<TimeRange> ranges) {}
