package dev.parley.agents.agent;

import dev.parley.agents.Scopes;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.json.JsonBody;
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
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agents} and {@code /v1/accounts/{accountId}/agents}: the same list, with the account from the key or in the path. */
@FamilyOperations
@Tag(name = "Agents")
@Controller("/v1")
class AgentController {

    private final AgentService agents;
    private final Lists lists;
    private final Writes writes;

    AgentController(AgentService agents, Lists lists, Writes writes) {
        this.agents = agents;
        this.lists = lists;
        this.writes = writes;
    }

    @Get("/agents")
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "listAgents", summary = "List the agents of the key's account")
    HttpResponse<List<AgentResponse>> list(
            HttpRequest<?> request, @QueryValue @Nullable Integer limit, @QueryValue @Nullable String cursor) {
        return lists.answer(request, null, limit, cursor, agents::list);
    }

    @Get("/accounts/{accountId}/agents")
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "listAccountAgents", summary = "List the agents of an account")
    HttpResponse<List<AgentResponse>> listOfAccount(
            HttpRequest<?> request,
            String accountId,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return lists.answer(request, null, limit, cursor, caller -> {
            caller.requireWorkspace(accountId);
            return agents.list(caller);
        });
    }

    @Post("/agents")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "createAgent", summary = "Create an agent in the key's account")
    @RequestBody(content = @Content(schema = @Schema(implementation = CreateAgentBody.class)))
    HttpResponse<AgentResponse> create(HttpRequest<?> request, @Body JsonBody<CreateAgentBody> body) {
        return writes.in(request, write -> agents.create(write, body.tree()));
    }

    @Post("/accounts/{accountId}/agents")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "createAccountAgent", summary = "Create an agent in an account")
    @RequestBody(content = @Content(schema = @Schema(implementation = CreateAgentBody.class)))
    HttpResponse<AgentResponse> createInAccount(
            HttpRequest<?> request, String accountId, @Body JsonBody<CreateAgentBody> body) {
        return writes.in(request, write -> {
            write.caller().requireWorkspace(accountId);
            return agents.create(write, body.tree());
        });
    }

    @Post("/agents/{agentId}/duplicate")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "duplicateAgent", summary = "Copy an agent's main branch to a new agent")
    HttpResponse<AgentResponse> duplicate(HttpRequest<?> request, String agentId, @Body DuplicateAgentBody body) {
        return writes.in(request, write -> agents.duplicate(write, agentId, body));
    }

    @Delete("/agents/{agentId}")
    @Status(HttpStatus.NO_CONTENT)
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "deleteAgent", summary = "Delete an agent with everything in it")
    void delete(HttpRequest<?> request, String agentId) {
        writes.run(request, write -> agents.delete(write, agentId));
    }
}
