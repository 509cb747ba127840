package dev.parley.agents.behavior;

import dev.parley.agents.Scopes;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.Reads;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** {@code /v1/agents/{agentId}/branches/{branchId}/behavior}. */
@FamilyOperations
@Tag(name = "Agent Behavior")
@Controller("/v1/agents/{agentId}/branches/{branchId}/behavior")
class BehaviorController {

    private final BehaviorService behavior;
    private final Reads reads;
    private final Writes writes;

    BehaviorController(BehaviorService behavior, Reads reads, Writes writes) {
        this.behavior = behavior;
        this.reads = reads;
        this.writes = writes;
    }

    @Get
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "getBehavior", summary = "Get the behavior rules of a branch")
    AgentRules get(HttpRequest<?> request, String agentId, String branchId) {
        return reads.often(request, caller -> behavior.get(caller, agentId, branchId));
    }

    @Patch
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "updateBehavior", summary = "Replace the behavior rules of a branch")
    HttpResponse<AgentRules> update(
            HttpRequest<?> request, String agentId, String branchId, @Body UpdateAgentRulesBody body) {
        return writes.in(request, write -> behavior.update(write, agentId, branchId, body.behavior()));
    }
}
