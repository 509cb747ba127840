package com.example.greetings;

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
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agents/{agentId}/branches/{branchId}/greetings}. */
@FamilyOperations
@Tag(name = "Greetings")
@Controller("/v1/agents/{agentId}/branches/{branchId}/greetings")
class GreetingController {

    private final GreetingService greetings;
    private final Lists lists;
    private final Reads reads;
    private final Writes writes;

    GreetingController(GreetingService greetings, Lists lists, Reads reads, Writes writes) {
        this.greetings = greetings;
        this.lists = lists;
        this.reads = reads;
        this.writes = writes;
    }

    @Get
    @RequiresScope(GreetingsModule.READ)
    @Operation(operationId = "listGreetings", summary = "List the greetings of a branch")
    HttpResponse<List<Greeting>> list(
            HttpRequest<?> request,
            String agentId,
            String branchId,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return lists.answer(request, null, limit, cursor, caller -> greetings.list(caller, agentId, branchId));
    }

    @Get("/{locale}")
    @RequiresScope(GreetingsModule.READ)
    @Operation(
            operationId = "getGreeting",
            summary = "Get the greeting in a locale, or with fallback in the next best one")
    Greeting get(
            HttpRequest<?> request,
            String agentId,
            String branchId,
            String locale,
            @QueryValue @Nullable Boolean fallback) {
        return reads.in(
                request, caller -> greetings.get(caller, agentId, branchId, locale, Boolean.TRUE.equals(fallback)));
    }

    @Put("/{locale}")
    @RequiresScope(GreetingsModule.WRITE)
    @Operation(operationId = "putGreeting", summary = "Create or replace the greeting in a locale")
    HttpResponse<Greeting> put(
            HttpRequest<?> request, String agentId, String branchId, String locale, @Body PutGreetingBody body) {
        return writes.in(request, write -> greetings.put(write, agentId, branchId, locale, body));
    }

    @Delete("/{locale}")
    @Status(HttpStatus.NO_CONTENT)
    @RequiresScope(GreetingsModule.WRITE)
    @Operation(operationId = "deleteGreeting", summary = "Delete the greeting in a locale")
    void delete(HttpRequest<?> request, String agentId, String branchId, String locale) {
        writes.run(request, write -> greetings.delete(write, agentId, branchId, locale));
    }
}
