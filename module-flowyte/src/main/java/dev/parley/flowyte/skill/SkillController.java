package dev.parley.flowyte.skill;

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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/agents/{agentId}/skills} and {@code /api/v1/skill-types}. */
@FamilyOperations
@Tag(name = "Skills")
@Controller("/api/v1")
class SkillController {

    private final SkillService skills;
    private final Answers answers;

    SkillController(SkillService skills, Answers answers) {
        this.skills = skills;
        this.answers = answers;
    }

    @Get("/agents/{agentId}/skills")
    @RequiresScope(Scopes.SKILLS_READ)
    @Operation(operationId = "listSkills", summary = "List the skills of an agent")
    HttpResponse<PaginatedResponse<Skill>> list(
            HttpRequest<?> request,
            String agentId,
            @QueryValue @Nullable Integer page,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return answers.page(request, caller -> skills.list(caller, agentId, PageRequest.ofShort(page, limit, cursor)));
    }

    @Post("/agents/{agentId}/skills")
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.SKILLS_WRITE)
    @Operation(operationId = "createSkill", summary = "Create a skill")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SkillCreate.class)))
    HttpResponse<ApiResponse<Skill>> create(HttpRequest<?> request, String agentId, @Body JsonBody<SkillCreate> body) {
        return answers.write(request, write -> skills.create(write, agentId, body.tree()));
    }

    @Get("/agents/{agentId}/skills/{id}")
    @RequiresScope(Scopes.SKILLS_READ)
    @Operation(operationId = "getSkill", summary = "Get a skill")
    HttpResponse<ApiResponse<Skill>> get(HttpRequest<?> request, String agentId, String id) {
        return answers.read(request, caller -> skills.get(caller, agentId, id));
    }

    @Patch("/agents/{agentId}/skills/{id}")
    @RequiresScope(Scopes.SKILLS_WRITE)
    @Operation(operationId = "updateSkill", summary = "Update a skill")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SkillUpdate.class)))
    HttpResponse<ApiResponse<Skill>> update(
            HttpRequest<?> request, String agentId, String id, @Body JsonBody<SkillUpdate> body) {
        return answers.write(request, write -> skills.update(write, agentId, id, body.tree()));
    }

    @Delete("/agents/{agentId}/skills/{id}")
    @RequiresScope(Scopes.SKILLS_WRITE)
    @Operation(operationId = "deleteSkill", summary = "Delete a skill")
    HttpResponse<VoidResponse> delete(HttpRequest<?> request, String agentId, String id) {
        return answers.run(request, write -> skills.delete(write, agentId, id));
    }

    @Get("/skill-types")
    @RequiresScope(Scopes.SKILLS_READ)
    @Operation(operationId = "listSkillTypes", summary = "List the types of skills")
    HttpResponse<ApiResponse<List<SkillTypeInfo>>> types(HttpRequest<?> request) {
        return answers.read(request, caller -> SkillService.types());
    }
}
