package dev.parley.flowyte.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.family.Exchange;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.Seen;
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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/agents}. */
@FamilyOperations
@Tag(name = "Agents")
@Controller("/api/v1/agents")
class AgentController {

    private final AgentService agents;
    private final Answers answers;

    AgentController(AgentService agents, Answers answers) {
        this.agents = agents;
        this.answers = answers;
    }

    @Get
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "listAgents", summary = "List agents")
    HttpResponse<PaginatedResponse<Agent>> list(
            HttpRequest<?> request,
            @QueryValue @Nullable Integer page,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return answers.page(request, caller -> agents.list(caller, PageRequest.of(page, limit, cursor)));
    }

    @Post
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "createAgent", summary = "Create an agent")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AgentCreate.class)))
    HttpResponse<ApiResponse<Agent>> create(HttpRequest<?> request, @Body JsonBody<AgentCreate> body) {
        return answers.write(request, write -> agents.create(write, body.tree()));
    }

    @Get("/{id}")
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "getAgent", summary = "Get an agent: its draft")
    HttpResponse<ApiResponse<Agent>> get(HttpRequest<?> request, String id) {
        return answers.often(request, caller -> {
            Seen<ObjectNode> agent = agents.get(caller, id);
            Exchange.of(request).entityTag(Drafts.tag(agent.value()));
            return agent;
        });
    }

    @Patch("/{id}")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "updateAgent", summary = "Update an agent: its draft")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AgentUpdate.class)))
    HttpResponse<ApiResponse<Agent>> update(HttpRequest<?> request, String id, @Body JsonBody<AgentUpdate> body) {
        return answers.write(request, write -> agents.update(write, id, body.tree()));
    }

    @Delete("/{id}")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "deleteAgent", summary = "Delete an agent with everything in it")
    HttpResponse<VoidResponse> delete(HttpRequest<?> request, String id) {
        return answers.run(request, write -> agents.delete(write, id));
    }
}
