package dev.parley.agents.deployment;

import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How to roll back. */
@Serdeable
@ValidationCode("DEPLOYMENTS_VALIDATION_FAILED")
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record RollbackDeploymentPublicBody(
        @Schema(
                type = "string",
                defaultValue = "",
                description = "The message of the deployment that is gone back to, when empty.")
        @Nullable
        String deploymentMessage)
        implements WireBody {}
