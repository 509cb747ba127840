package dev.parley.flowyte.playbook;

import dev.parley.core.family.FamilyOperations;
import dev.parley.core.json.JsonBody;
import dev.parley.core.security.RequiresScope;
import dev.parley.flowyte.Scopes;
import dev.parley.flowyte.wire.Answers;
import dev.parley.flowyte.wire.ApiResponse;
import dev.parley.flowyte.wire.PageRequest;
import dev.parley.flowyte.wire.PaginatedResponse;
import dev.parley.flowyte.wire.VoidResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/agents/{agentId}/playbooks}. */
@FamilyOperations
@Tag(name = "Playbooks")
@Controller("/api/v1/agents/{agentId}/playbooks")
class PlaybookController {

    private final PlaybookService playbooks;
    private final Answers answers;

    PlaybookController(PlaybookService playbooks, Answers answers) {
        this.playbooks = playbooks;
        this.answers = answers;
    }

    @Get
    @RequiresScope(Scopes.PLAYBOOKS_READ)
    @Operation(operationId = "listPlaybooks", summary = "List the playbooks of an agent")
    HttpResponse<PaginatedResponse<Playbook>> list(
            HttpRequest<?> request,
            String agentId,
            @QueryValue @Nullable Integer page,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return answers.page(
                request, caller -> playbooks.list(caller, agentId, PageRequest.ofShort(page, limit, cursor)));
    }

    @Post
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.PLAYBOOKS_WRITE)
    @Operation(operationId = "createPlaybook", summary = "Create a playbook, without any step")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PlaybookCreate.class)))
    HttpResponse<ApiResponse<Playbook>> create(
            HttpRequest<?> request, String agentId, @Body JsonBody<PlaybookCreate> body) {
        return answers.write(request, write -> playbooks.create(write, agentId, body.tree()));
    }

    @Get("/{id}")
    @RequiresScope(Scopes.PLAYBOOKS_READ)
    @Operation(operationId = "getPlaybook", summary = "Get a playbook")
    HttpResponse<ApiResponse<Playbook>> get(HttpRequest<?> request, String agentId, String id) {
        return answers.read(request, caller -> playbooks.get(caller, agentId, id));
    }

    @Patch("/{id}")
    @RequiresScope(Scopes.PLAYBOOKS_WRITE)
    @Operation(operationId = "updatePlaybook", summary = "Update a playbook")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PlaybookUpdate.class)))
    HttpResponse<ApiResponse<Playbook>> update(
            HttpRequest<?> request, String agentId, String id, @Body JsonBody<PlaybookUpdate> body) {
        return answers.write(request, write -> playbooks.update(write, agentId, id, body.tree()));
    }

    @Delete("/{id}")
    @RequiresScope(Scopes.PLAYBOOKS_WRITE)
    @Operation(operationId = "deletePlaybook", summary = "Delete a playbook with its steps")
    HttpResponse<VoidResponse> delete(HttpRequest<?> request, String agentId, String id) {
        return answers.run(request, write -> playbooks.delete(write, agentId, id));
    }

    @Get("/{id}/graph")
    @RequiresScope(Scopes.PLAYBOOKS_READ)
    @Operation(operationId = "getPlaybookGraph", summary = "Get the steps of a playbook")
    HttpResponse<ApiResponse<Graph>> getGraph(HttpRequest<?> request, String agentId, String id) {
        return answers.read(request, caller -> playbooks.getGraph(caller, agentId, id));
    }

    @Put("/{id}/graph")
    @RequiresScope(Scopes.PLAYBOOKS_WRITE)
    @Operation(operationId = "replacePlaybookGraph", summary = "Replace the steps of a playbook")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Graph.class)))
    HttpResponse<ApiResponse<Graph>> replaceGraph(
            HttpRequest<?> request, String agentId, String id, @Body JsonBody<Graph> body) {
        return answers.write(request, write -> playbooks.replaceGraph(write, agentId, id, body.tree()));
    }
}
