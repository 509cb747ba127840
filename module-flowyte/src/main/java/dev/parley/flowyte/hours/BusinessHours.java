package dev.parley.flowyte.hours;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When an agent is available. {@link HoursRules} has what must hold beyond the types, {@link OpeningHours} what it means. */
@Serdeable
@Schema(
        name = "BusinessHours",
        description = "When the agent is available; without weekly and holidays it always is.",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record BusinessHours(
        @Schema(
                description = "The IANA name of the time zone in which all times and dates are read, such as "
                        + "America/Denver. Required once weekly or holidays are set.")
        @Nullable
        String timezone,

        @Schema(
                description = "The hours of each day of the week, by mon, tue, wed, thu, fri, sat and sun. "
                        + "A day that is left out is closed.")
        @Nullable
        Map<String, DayHours> weekly,

        @Schema(description = "Dates with hours of their own, which replace the weekly ones.") @Nullable
        List<Holiday> holidays,

        @Schema(description = "What callers are offered while it is closed.") @Nullable
        AfterHours afterHours) {}
