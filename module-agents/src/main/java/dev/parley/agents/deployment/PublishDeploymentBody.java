package dev.parley.agents.deployment;

import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How to publish. */
@Serdeable
@ValidationCode("DEPLOYMENTS_VALIDATION_FAILED")
record PublishDeploymentBody(
        @Schema(type = "string", defaultValue = "") @Nullable
        String deploymentMessage,

        @Schema(description = "sandbox (the default), pre-release or live.") @Nullable
        String environment)
        implements WireBody {}
