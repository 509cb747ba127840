package dev.parley.telephony.connector;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to change of one of several connectors; members that are absent stay. */
@Serdeable
@Schema(requiredProperties = "connectorId")
record BatchUpdateConnectorItem(
        String connectorId,

        @Schema(
                description = "A variant of the agent; null or empty takes it away.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String variantId,

        @Schema(
                description = "A language tag, such as en-US; null for the usual one.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String asrLangCode,

        @Schema(
                description = "Begins with its language and region, such as en-US-Neural2-A; null for the usual one.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String voiceName,

        @Schema(description = "Moves the connector with its numbers to another agent of the account.") @Nullable
        String projectId) {}
