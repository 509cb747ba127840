package dev.parley.agents.deployment;

import dev.parley.agents.Scopes;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.Reads;
import dev.parley.core.paging.Lists;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agents/{agentId}/deployments}. */
@FamilyOperations
@Tag(name = "Deployments")
@Controller("/v1/agents/{agentId}/deployments")
class DeploymentController {

    private final DeploymentService deployments;
    private final Lists lists;
    private final Reads reads;
    private final Writes writes;

    DeploymentController(DeploymentService deployments, Lists lists, Reads reads, Writes writes) {
        this.deployments = deployments;
        this.lists = lists;
        this.reads = reads;
        this.writes = writes;
    }

    @Get
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(
            operationId = "listDeployments",
            summary = "List the deployments in an environment, newest first",
            parameters =
                    @Parameter(
                            name = "environment",
                            in = ParameterIn.QUERY,
                            required = true,
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"sandbox", "pre-release", "live"})))
    HttpResponse<DeploymentsResponse> list(
            HttpRequest<?> request,
            String agentId,
            @Parameter(hidden = true) @QueryValue @Nullable String environment,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return lists.answer(
                request, "deployments", limit, cursor, caller -> deployments.list(caller, agentId, environment));
    }

    @Get("/active")
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "getActiveDeployments", summary = "Get what is active in each environment")
    ActiveDeploymentsResponse active(HttpRequest<?> request, String agentId) {
        return reads.in(request, caller -> deployments.active(caller, agentId));
    }

    @Post("/publish")
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.DEPLOYMENTS_WRITE)
    @Operation(operationId = "publishDeployment", summary = "Publish main")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PublishDeploymentBody.class)))
    HttpResponse<MutationDeploymentResponse> publish(
            HttpRequest<?> request, String agentId, @Body @Nullable PublishDeploymentBody body) {
        String environment = body == null ? null : body.environment();
        String message = body == null ? null : body.deploymentMessage();
        return writes.in(
                request,
                write -> new MutationDeploymentResponse(
                        deployments.publish(write, agentId, environment, message), List.of()));
    }

    @Post("/{deploymentId}/promote")
    @RequiresScope(Scopes.DEPLOYMENTS_WRITE)
    @Operation(operationId = "promoteDeployment", summary = "Promote a deployment to a later environment")
    HttpResponse<MutationDeploymentPublicResponse> promote(
            HttpRequest<?> request,
            String agentId,
            String deploymentId,
            @Body @Nullable PromoteDeploymentPublicBody body) {
        String target = body == null ? null : body.targetEnvironment();
        String message = body == null ? null : body.deploymentMessage();
        return writes.in(
                request,
                write -> MutationDeploymentPublicResponse.of(
                        deployments.promote(write, agentId, deploymentId, target, message)));
    }

    @Post("/{deploymentId}/rollback")
    @RequiresScope(Scopes.DEPLOYMENTS_WRITE)
    @Operation(operationId = "rollbackDeployment", summary = "Go back to an earlier deployment")
    HttpResponse<MutationDeploymentPublicResponse> rollback(
            HttpRequest<?> request,
            String agentId,
            String deploymentId,
            @Body @Nullable RollbackDeploymentPublicBody body) {
        String message = body == null ? null : body.deploymentMessage();
        return writes.in(
                request,
                write -> MutationDeploymentPublicResponse.of(
                        deployments.rollBack(write, agentId, deploymentId, message)));
    }
}
