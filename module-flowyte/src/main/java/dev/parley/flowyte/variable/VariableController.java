package dev.parley.flowyte.variable;

import dev.parley.core.family.FamilyOperations;
import dev.parley.core.json.JsonBody;
import dev.parley.core.security.RequiresScope;
import dev.parley.flowyte.Scopes;
import dev.parley.flowyte.wire.Answers;
import dev.parley.flowyte.wire.ApiResponse;
import dev.parley.flowyte.wire.VoidResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** {@code /api/v1/agents/{agentId}/variables}. */
@FamilyOperations
@Tag(name = "Variables")
@Controller("/api/v1/agents/{agentId}/variables")
class VariableController {

    private final VariableService variables;
    private final Answers answers;

    VariableController(VariableService variables, Answers answers) {
        this.variables = variables;
        this.answers = answers;
    }

    @Get
    @RequiresScope(Scopes.PLAYBOOKS_READ)
    @Operation(operationId = "listVariables", summary = "List the variables of an agent, sorted by name")
    HttpResponse<ApiResponse<List<Variable>>> list(HttpRequest<?> request, String agentId) {
        return answers.read(request, caller -> variables.list(caller, agentId));
    }

    @Post
    @RequiresScope(Scopes.PLAYBOOKS_WRITE)
    @Operation(operationId = "annotateVariable", summary = "Declare or annotate a variable")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AnnotateVariableBody.class)))
    HttpResponse<ApiResponse<Variable>> annotate(
            HttpRequest<?> request, String agentId, @Body JsonBody<AnnotateVariableBody> body) {
        return answers.write(request, write -> variables.annotate(write, agentId, body.tree()));
    }

    @Patch("/{name}")
    @RequiresScope(Scopes.PLAYBOOKS_WRITE)
    @Operation(operationId = "updateVariable", summary = "Edit the annotation of a variable")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UpdateVariableBody.class)))
    HttpResponse<ApiResponse<Variable>> update(
            HttpRequest<?> request, String agentId, String name, @Body JsonBody<UpdateVariableBody> body) {
        return answers.write(request, write -> variables.update(write, agentId, name, body.tree()));
    }

    @Delete("/{name}")
    @RequiresScope(Scopes.PLAYBOOKS_WRITE)
    @Operation(operationId = "deleteVariable", summary = "Remove the annotation of a variable")
    HttpResponse<VoidResponse> delete(HttpRequest<?> request, String agentId, String name) {
        return answers.run(request, write -> variables.delete(write, agentId, name));
    }
}
