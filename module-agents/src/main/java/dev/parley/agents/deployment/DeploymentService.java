package dev.parley.agents.deployment;

import dev.parley.agents.AgentsError;
import dev.parley.core.database.Database;
import dev.parley.core.error.CoreError;
import dev.parley.core.paging.Listing;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.Deployment;
import dev.parley.core.revision.Deployments;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of deployments: what may go where. */
@Singleton
class DeploymentService {

    private final Branches branches;
    private final Deployments deployments;
    private final Database database;

    DeploymentService(Branches branches, Deployments deployments, Database database) {
        this.branches = branches;
        this.deployments = deployments;
        this.database = database;
    }

    Listing<DeploymentResponse> list(Caller caller, String agentId, @Nullable String environment) {
        Environment in = Environment.named("environment", environment);
        Branch main = branches.main(caller, agentId);
        return deployments
                .list(main.spaceId(), in.text())
                .map(deployment -> DeploymentResponse.of(caller.workspaceId(), agentId, deployment));
    }

    ActiveDeploymentsResponse active(Caller caller, String agentId) {
        return database.atOneMoment(() -> activeNow(caller, agentId));
    }

    private ActiveDeploymentsResponse activeNow(Caller caller, String agentId) {
        Branch main = branches.main(caller, agentId);
        Map<String, @Nullable DeploymentResponse> active = new LinkedHashMap<>();
        for (Environment environment : Environment.values()) {
            active.put(
                    environment.text(),
                    deployments
                            .active(main.spaceId(), environment.text())
                            .map(deployment -> DeploymentResponse.of(caller.workspaceId(), agentId, deployment))
                            .orElse(null));
        }
        return new ActiveDeploymentsResponse(active);
    }

    DeploymentResponse publish(Write write, String agentId, @Nullable String environment, @Nullable String message) {
        Environment to = environment == null ? Environment.SANDBOX : Environment.named("environment", environment);
        Branch main = branches.main(write.caller(), agentId);
        return response(write, agentId, deployments.publish(write, main, to.text(), orEmpty(message), false));
    }

    /** Promotes to a later environment: the one that is named, else the next. */
    DeploymentResponse promote(
            Write write,
            String agentId,
            String deploymentId,
            @Nullable String targetEnvironment,
            @Nullable String message) {
        Branch main = branches.main(write.caller(), agentId);
        Deployment source = require(main, deploymentId);
        Environment from = Environment.of(source);
        Environment to = targetEnvironment == null
                ? from.next().orElseThrow(AgentsError.DEPLOYMENTS_INVALID_TARGET::exception)
                : Environment.named("targetEnvironment", targetEnvironment);
        if (to.compareTo(from) <= 0) {
            throw AgentsError.DEPLOYMENTS_INVALID_TARGET.exception();
        }
        return response(write, agentId, deployments.promote(write, main, source, to.text(), orEmpty(message)));
    }

    /** Goes back to an earlier deployment; in sandbox, main's content goes back with it. */
    DeploymentResponse rollBack(Write write, String agentId, String deploymentId, @Nullable String message) {
        Branch main = branches.main(write.caller(), agentId);
        Deployment target = require(main, deploymentId);
        String said = orEmpty(message).isEmpty() ? target.message() : orEmpty(message);
        boolean isSandbox = Environment.of(target) == Environment.SANDBOX;
        return response(write, agentId, deployments.rollBack(write, main, target, said, isSandbox));
    }

    private Deployment require(Branch main, String deploymentId) {
        return deployments.find(main.spaceId(), deploymentId).orElseThrow(CoreError.DEPLOYMENT_NOT_FOUND::exception);
    }

    private static DeploymentResponse response(Write write, String agentId, Deployment deployment) {
        return DeploymentResponse.of(write.caller().workspaceId(), agentId, deployment);
    }

    private static String orEmpty(@Nullable String message) {
        return message == null ? "" : message;
    }
}
