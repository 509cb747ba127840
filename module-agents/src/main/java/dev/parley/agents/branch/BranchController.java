package dev.parley.agents.branch;

import dev.parley.agents.Scopes;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.json.JsonBody;
import dev.parley.core.json.StrictJson;
import dev.parley.core.paging.Lists;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agents/{agentId}/branches}. */
@FamilyOperations
@Tag(name = "Branches")
@Controller("/v1/agents/{agentId}/branches")
class BranchController {

    private final BranchService branches;
    private final Lists lists;
    private final Writes writes;

    BranchController(BranchService branches, Lists lists, Writes writes) {
        this.branches = branches;
        this.lists = lists;
        this.writes = writes;
    }

    @Get
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "listBranches", summary = "List the branches of an agent")
    HttpResponse<BranchesResponse> list(
            HttpRequest<?> request,
            String agentId,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return lists.answer(request, "branches", limit, cursor, caller -> branches.list(caller, agentId));
    }

    @Post
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "createBranch", summary = "Fork main")
    HttpResponse<CreateBranchResponse> create(HttpRequest<?> request, String agentId, @Body CreateBranchBody body) {
        return writes.in(request, write -> branches.create(write, agentId, body));
    }

    @Delete("/{branchId}")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "deleteBranch", summary = "Delete a branch")
    HttpResponse<DeleteBranchResponse> delete(HttpRequest<?> request, String agentId, String branchId) {
        return writes.in(request, write -> branches.delete(write, agentId, branchId));
    }

    @Post("/{branchId}/merge")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "mergeBranch", summary = "Merge a branch into main and publish main to sandbox")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MergeBranchResponse.class)))
    @ApiResponse(
            responseCode = "400",
            description = "The conflicts that need decisions, or an error",
            content = @Content(schema = @Schema(name = "MergeBranchConflictResponse")))
    @RequestBody(content = @Content(schema = @Schema(implementation = MergeBranchBody.class)))
    HttpResponse<MergeBranchResponse> merge(
            HttpRequest<?> request, String agentId, String branchId, @Body @Nullable JsonBody<MergeBranchBody> body) {
        return writes.in(
                request,
                write -> branches.merge(
                        write, agentId, branchId, body == null ? StrictJson.NODES.objectNode() : body.tree()));
    }
}
