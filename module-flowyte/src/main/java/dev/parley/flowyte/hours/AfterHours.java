package dev.parley.flowyte.hours;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What callers are offered while it is closed. Clients may send members that are not listed here. */
@Serdeable
@Schema(
        name = "AfterHours",
        description = "What callers are offered while it is closed.",
        additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record AfterHours(
        @Schema(description = "Kept for older clients; it has no effect.", deprecated = true) @Nullable
        String mode,

        @Schema(
                description = "What callers are told. {next_open} stands for the next opening.",
                example = "We are closed until {next_open}.")
        @Nullable
        String message,

        @Schema(description = "Whether a caller may still be handed to a person.") @Nullable
        Boolean allowHumanTransfer,

        @Schema(description = "Where such a call goes; empty or absent for the usual destination of a handoff.")
        @Nullable
        String number,

        @Schema(description = "Where an emergency goes; empty or absent when there is no such place.") @Nullable
        String emergencyNumber) {}
