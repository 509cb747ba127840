package dev.parley.realtimeconfig.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.json.JsonBody;
import dev.parley.core.paging.Lists;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Writes;
import dev.parley.realtimeconfig.Scopes;
import dev.parley.realtimeconfig.page.ClientEnv;
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

/** {@code /v1/agents/{agentId}/real-time-configs/{clientEnv}/scheduled-changes}. */
@FamilyOperations
@Tag(name = "Real-Time Configs")
@Controller("/v1/agents/{agentId}/real-time-configs/{clientEnv}/scheduled-changes")
class ScheduleController {

    private final ScheduleService schedule;
    private final Lists lists;
    private final Writes writes;

    ScheduleController(ScheduleService schedule, Lists lists, Writes writes) {
        this.schedule = schedule;
        this.lists = lists;
        this.writes = writes;
    }

    @Get
    @RequiresScope(Scopes.READ)
    @Operation(operationId = "listScheduledChanges", summary = "List the scheduled changes of a page")
    HttpResponse<ScheduledChanges> list(
            HttpRequest<?> request,
            String agentId,
            String clientEnv,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return lists.answer(
                request,
                "scheduledChanges",
                limit,
                cursor,
                caller -> schedule.list(caller, agentId, ClientEnv.named(clientEnv)));
    }

    @Post
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.WRITE)
    @Operation(operationId = "createScheduledChange", summary = "Schedule a change of a page")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = CreateScheduledChangeBody.class)))
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = ScheduledChangeResponse.class)))
    HttpResponse<JsonNode> create(
            HttpRequest<?> request, String agentId, String clientEnv, @Body JsonBody<CreateScheduledChangeBody> body) {
        return writes.in(request, write -> schedule.create(write, agentId, ClientEnv.named(clientEnv), body.tree()));
    }

    @Delete("/{scheduledChangeId}")
    @Status(HttpStatus.NO_CONTENT)
    @RequiresScope(Scopes.WRITE)
    @Operation(operationId = "deleteScheduledChange", summary = "Take a scheduled change back")
    void delete(HttpRequest<?> request, String agentId, String clientEnv, String scheduledChangeId) {
        writes.run(request, write -> schedule.delete(write, agentId, ClientEnv.named(clientEnv), scheduledChangeId));
    }
}
