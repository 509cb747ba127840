package dev.parley.agents.deployment;

import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How to promote. */
@Serdeable
@ValidationCode("DEPLOYMENTS_VALIDATION_FAILED")
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record PromoteDeploymentPublicBody(
        @Schema(type = "string", defaultValue = "") @Nullable
        String deploymentMessage,

        @ValidationCode("DEPLOYMENTS_INVALID_ENVIRONMENT")
        @Schema(
                type = "string",
                allowableValues = {"pre-release", "live"},
                description = "The next environment when absent.")
        @Nullable
        String targetEnvironment)
        implements WireBody {}
