package dev.parley.flowyte.version;

import dev.parley.core.family.FamilyOperations;
import dev.parley.core.security.RequiresScope;
import dev.parley.flowyte.Scopes;
import dev.parley.flowyte.wire.Answers;
import dev.parley.flowyte.wire.ApiResponse;
import dev.parley.flowyte.wire.PageRequest;
import dev.parley.flowyte.wire.PaginatedResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is published of an agent: {@code /api/v1/agents/{id}/publish}, {@code rollback} and {@code versions}. */
@FamilyOperations
@Tag(name = "Agents")
@Controller("/api/v1/agents/{id}")
class VersionController {

    private final VersionService versions;
    private final Answers answers;

    VersionController(VersionService versions, Answers answers) {
        this.versions = versions;
        this.answers = answers;
    }

    @Post("/publish")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "publishAgent", summary = "Make the draft a version, and that version live")
    HttpResponse<ApiResponse<AgentVersion>> publish(
            HttpRequest<?> request, String id, @Body @Nullable PublishBody body) {
        return answers.write(request, write -> versions.publish(write, id, body == null ? null : body.note()));
    }

    @Post("/rollback")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "rollbackAgent", summary = "Make an earlier version live again; the draft stays")
    HttpResponse<ApiResponse<AgentVersion>> rollBack(HttpRequest<?> request, String id, @Body RollbackBody body) {
        return answers.write(request, write -> versions.rollBack(write, id, body.versionId()));
    }

    @Get("/versions")
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "listVersions", summary = "List the versions of an agent, newest first")
    HttpResponse<PaginatedResponse<AgentVersion>> list(
            HttpRequest<?> request,
            String id,
            @QueryValue @Nullable Integer page,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        Integer most = limit == null ? null : (Integer) Math.min(limit, VersionService.MAX_LIMIT);
        return answers.page(request, caller -> versions.list(caller, id, PageRequest.of(page, most, cursor)));
    }

    @Get("/prepublish-report")
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "getPrepublishReport", summary = "Tell what a publish would bring, before it does")
    HttpResponse<ApiResponse<Report>> report(HttpRequest<?> request, String id) {
        return answers.read(request, caller -> versions.report(caller, id));
    }

    @Get("/versions/{versionId}/diff")
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "diffVersion", summary = "Compare a version with the draft")
    HttpResponse<ApiResponse<DiffResult>> diff(HttpRequest<?> request, String id, String versionId) {
        return answers.read(request, caller -> versions.diff(caller, id, versionId));
    }
}
