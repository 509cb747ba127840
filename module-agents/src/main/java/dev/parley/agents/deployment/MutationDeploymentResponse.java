package dev.parley.agents.deployment;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of publishing. No tests are run, so there are no runs. */
@Serdeable
@Schema(requiredProperties = "deployment")
record MutationDeploymentResponse(
        DeploymentResponse deployment, @Nullable List<String> testRunIds) {}
