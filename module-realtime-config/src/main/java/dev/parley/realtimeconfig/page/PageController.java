package dev.parley.realtimeconfig.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.family.Exchange;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.Reads;
import dev.parley.core.family.Seen;
import dev.parley.core.json.JsonBody;
import dev.parley.core.json.StrictJson;
import dev.parley.core.paging.Lists;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Preconditions;
import dev.parley.core.write.Writes;
import dev.parley.realtimeconfig.Scopes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agents/{agentId}/real-time-configs}. */
@FamilyOperations
@Tag(name = "Real-Time Configs")
@Controller("/v1/agents/{agentId}/real-time-configs")
class PageController {

    private static final String DRY_RUN = "Answer the page as it would become, and store nothing.";

    private final PageService pages;
    private final PageEdits edits;
    private final Lists lists;
    private final Reads reads;
    private final Writes writes;

    PageController(PageService pages, PageEdits edits, Lists lists, Reads reads, Writes writes) {
        this.pages = pages;
        this.edits = edits;
        this.lists = lists;
        this.reads = reads;
        this.writes = writes;
    }

    @Get
    @RequiresScope(Scopes.READ)
    @Operation(operationId = "listConfigPages", summary = "List the config page of every environment")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConfigPages.class)))
    JsonNode list(HttpRequest<?> request, String agentId) {
        return reads.in(request, caller -> {
            ObjectNode body = StrictJson.NODES.objectNode();
            ArrayNode list = body.putArray("configPages");
            pages.list(caller, agentId).forEach(page -> list.add(edits.json(page)));
            return body;
        });
    }

    @Get("/{clientEnv}")
    @RequiresScope(Scopes.READ)
    @Operation(operationId = "getConfigPage", summary = "Get the config page of an environment, as it is or was")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConfigPage.class)))
    JsonNode get(
            HttpRequest<?> request,
            String agentId,
            String clientEnv,
            @Parameter(description = "A moment, ISO 8601 with an offset: the page as it was then.")
                    @QueryValue
                    @Nullable
                    String at) {
        return reads.often(request, caller -> {
            ClientEnv environment = ClientEnv.named(clientEnv);
            Seen<Page> page = at == null
                    ? pages.get(caller, agentId, environment)
                    : Seen.once(pages.get(caller, agentId, environment, moment(at)));
            Exchange.of(request).entityTag(page.value().entityTag());
            return page.map(edits::json);
        });
    }

    @Put("/{clientEnv}")
    @RequiresScope(Scopes.WRITE)
    @Operation(operationId = "replaceConfigPage", summary = "Replace the schema and the variables of a page at once")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ReplaceConfigPageBody.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConfigPage.class)))
    HttpResponse<JsonNode> replace(
            HttpRequest<?> request,
            String agentId,
            String clientEnv,
            @Parameter(description = DRY_RUN, schema = @Schema(type = "boolean")) @QueryValue @Nullable String dryRun,
            @Body JsonBody<ReplaceConfigPageBody> body) {
        PageEdit edit = PageEdit.ofBoth(body.tree().path("schema"), body.tree().path("variables"));
        return write(request, agentId, clientEnv, edit, dryRun);
    }

    @Put("/{clientEnv}/schema")
    @RequiresScope(Scopes.WRITE)
    @Operation(operationId = "updateConfigSchema", summary = "Replace the schema of a page")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UpdateConfigSchemaBody.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConfigPage.class)))
    HttpResponse<JsonNode> updateSchema(
            HttpRequest<?> request,
            String agentId,
            String clientEnv,
            @Parameter(description = DRY_RUN, schema = @Schema(type = "boolean")) @QueryValue @Nullable String dryRun,
            @Body JsonBody<UpdateConfigSchemaBody> body) {
        return write(request, agentId, clientEnv, PageEdit.ofSchema(body.tree().path("schema")), dryRun);
    }

    @Patch("/{clientEnv}/variables")
    @RequiresScope(Scopes.WRITE)
    @Operation(operationId = "updateConfigVariables", summary = "Set variables of a page")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = UpdateConfigVariablesBody.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConfigPage.class)))
    HttpResponse<JsonNode> updateVariables(
            HttpRequest<?> request,
            String agentId,
            String clientEnv,
            @Parameter(description = DRY_RUN, schema = @Schema(type = "boolean")) @QueryValue @Nullable String dryRun,
            @Body JsonBody<UpdateConfigVariablesBody> body) {
        return write(
                request, agentId, clientEnv, PageEdit.ofVariables(body.tree().path("variables")), dryRun);
    }

    @Get("/{clientEnv}/history")
    @RequiresScope(Scopes.READ)
    @Operation(operationId = "listConfigChanges", summary = "List who changed a page when, from what to what")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConfigHistory.class)))
    HttpResponse<ConfigHistory> history(
            HttpRequest<?> request,
            String agentId,
            String clientEnv,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return lists.answer(
                request,
                "history",
                limit,
                cursor,
                caller -> pages.history(caller, agentId, ClientEnv.named(clientEnv)));
    }

    private HttpResponse<JsonNode> write(
            HttpRequest<?> request, String agentId, String clientEnv, PageEdit edit, @Nullable String dryRun) {
        if (isTrue(dryRun)) {
            Preconditions preconditions = Preconditions.of(request);
            return HttpResponse.ok(edits.json(reads.in(
                    request,
                    caller -> pages.preview(caller, agentId, ClientEnv.named(clientEnv), edit, preconditions))));
        }
        return writes.in(request, write -> edits.json(pages.edit(write, agentId, ClientEnv.named(clientEnv), edit)));
    }

    /** The framework would take every word for false, and a write for a dry run must not be one. */
    private static boolean isTrue(@Nullable String dryRun) {
        return switch (dryRun == null ? "false" : dryRun) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ApiException.invalid("dryRun", "must be true or false");
        };
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiException.invalid("at", "must be a moment such as 2026-12-24T08:00:00Z");
        }
    }
}
