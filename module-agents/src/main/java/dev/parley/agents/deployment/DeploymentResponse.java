package dev.parley.agents.deployment;

import dev.parley.core.json.Timestamps;
import dev.parley.core.revision.Deployment;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deployment in lists and as the result of publishing. */
@Serdeable
@Schema(
        description = "A version of an agent in an environment.",
        requiredProperties = {
            "id",
            "accountId",
            "agentId",
            "environment",
            "artifactVersion",
            "version",
            "createdBy",
            "createdAt"
        })
record DeploymentResponse(
        String id,
        String accountId,
        String agentId,
        String environment,

        @Schema(description = "When the version was published; kept by promotions and rollbacks.")
        String artifactVersion,

        @Schema(description = "The hash of the content: equal content, equal version.")
        String version,

        String createdBy,
        String createdAt,

        @Schema(description = "Has deployment_message, and deployment_type: publish, promotion or rollback.") @Nullable
        Map<String, Object> metadata) {

    static DeploymentResponse of(String accountId, String agentId, Deployment deployment) {
        return new DeploymentResponse(
                deployment.id(),
                accountId,
                agentId,
                deployment.environment(),
                Timestamps.text(deployment.artifactAt()),
                deployment.version(),
                deployment.createdBy(),
                Timestamps.text(deployment.createdAt()),
                metadata(deployment));
    }

    private static Map<String, Object> metadata(Deployment deployment) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("deployment_message", deployment.message());
        metadata.put("deployment_type", deployment.type().name().toLowerCase(Locale.ROOT));
        return metadata;
    }
}
