package dev.parley.agents.deployment;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The deployments in an environment, newest first. */
@Serdeable
@Schema(requiredProperties = "deployments")
record DeploymentsResponse(List<DeploymentResponse> deployments) {}
