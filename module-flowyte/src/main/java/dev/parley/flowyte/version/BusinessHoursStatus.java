package dev.parley.flowyte.version;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document. HoursService writes it.
/** Whether an agent is open, and when that changes; times are local, with their offset. */
@Serdeable
@Schema(requiredProperties = {"open", "localTime", "timezone", "nextOpening", "nextClosing", "afterHours"})
record BusinessHoursStatus(
        @Schema(description = "Always true without business hours.")
        boolean open,

        @Schema(
                format = "date-time",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String localTime,

        @Schema(
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String timezone,

        @Schema(
                format = "date-time",
                description = "While open, the first one after the next closing.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String nextOpening,

        @Schema(
                format = "date-time",
                description = "While closed, the first one after the next opening.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String nextClosing,

        @Schema(
                description = "What is in force while it is closed; null while it is open.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        AfterHoursInForce afterHours) {

    /** What is in force while an agent is closed. */
    @Serdeable
    @Schema(
            name = "AfterHoursInForce",
            requiredProperties = {"message", "allowHumanTransfer", "number", "emergencyNumber"})
    record AfterHoursInForce(
            @Schema(
                    description = "What may be said, with the next opening in it.",
                    extensions =
                            @Extension(
                                    properties =
                                            @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
            @Nullable
            String message,

            boolean allowHumanTransfer,

            @Schema(
                    description = "Where a person is reached; null when no transfer is allowed or there is no number.",
                    extensions =
                            @Extension(
                                    properties =
                                            @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
            @Nullable
            String number,

            @Schema(
                    extensions =
                            @Extension(
                                    properties =
                                            @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
            @Nullable
            String emergencyNumber) {}
}
