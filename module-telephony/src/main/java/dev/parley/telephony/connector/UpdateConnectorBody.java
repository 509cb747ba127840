package dev.parley.telephony.connector;

import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to change of a connector; members that are absent stay. */
@Serdeable
@ValidationCode("CONNECTORS_VALIDATION_FAILED")
record UpdateConnectorBody(
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
        String projectId)
        implements WireBody {}
