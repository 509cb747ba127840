package dev.parley.agents.deployment;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is active in each of the three environments: a deployment, or null where nothing is deployed. */
@Serdeable
@Schema(requiredProperties = "activeDeployments")
record ActiveDeploymentsResponse(
        @Schema(
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(
                                                name = "x-nullable-values",
                                                value = "true",
                                                parseValue = true)))
        Map<String, @Nullable DeploymentResponse> activeDeployments) {}
