package dev.parley.agents.deployment;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a promotion or a rollback. No tests are run, so there are no runs. */
@Serdeable
@Schema(
        requiredProperties = {"deployment", "testRunIds"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record MutationDeploymentPublicResponse(PublicDeployment deployment, List<String> testRunIds) {

    /** A deployment; the same members as in lists, and no others. */
    @Serdeable
    @Schema(
            name = "PublicDeployment",
            requiredProperties = {
                "id",
                "accountId",
                "agentId",
                "environment",
                "artifactVersion",
                "version",
                "createdBy",
                "createdAt"
            },
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record PublicDeployment(
            String id,
            String accountId,
            String agentId,
            String environment,
            String artifactVersion,
            String version,
            String createdBy,
            String createdAt,

            @Schema(
                    extensions =
                            @Extension(
                                    properties =
                                            @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
            @Nullable
            Map<String, Object> metadata) {}

    static MutationDeploymentPublicResponse of(DeploymentResponse deployment) {
        return new MutationDeploymentPublicResponse(
                new PublicDeployment(
                        deployment.id(),
                        deployment.accountId(),
                        deployment.agentId(),
                        deployment.environment(),
                        deployment.artifactVersion(),
                        deployment.version(),
                        deployment.createdBy(),
                        deployment.createdAt(),
                        deployment.metadata()),
                List.of());
    }
}
