package dev.parley.flowyte.guardrail;

import dev.parley.core.family.FamilyOperations;
import dev.parley.core.json.JsonBody;
import dev.parley.core.security.RequiresScope;
import dev.parley.flowyte.Scopes;
import dev.parley.flowyte.wire.Answers;
import dev.parley.flowyte.wire.ApiResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** {@code /api/v1/agents/{agentId}/guardrails} and {@code caller-verification}. */
@FamilyOperations
@Tag(name = "Guardrails")
@Controller("/api/v1/agents/{agentId}")
class GuardrailController {

    private final GuardrailService guardrails;
    private final Answers answers;

    GuardrailController(GuardrailService guardrails, Answers answers) {
        this.guardrails = guardrails;
        this.answers = answers;
    }

    @Get("/guardrails")
    @RequiresScope(Scopes.GUARDRAILS_READ)
    @Operation(operationId = "getGuardrails", summary = "Get the guardrail policies of an agent")
    HttpResponse<ApiResponse<List<GuardrailPolicy>>> policies(HttpRequest<?> request, String agentId) {
        return answers.read(request, caller -> guardrails.get(caller, agentId, GuardrailKind.POLICIES));
    }

    @Put("/guardrails")
    @RequiresScope(Scopes.GUARDRAILS_WRITE)
    @Operation(operationId = "replaceGuardrails", summary = "Replace the guardrail policies of an agent")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "#/components/schemas/GuardrailPolicies")))
    HttpResponse<ApiResponse<List<GuardrailPolicy>>> replacePolicies(
            HttpRequest<?> request, String agentId, @Body JsonBody<GuardrailPolicies> body) {
        return answers.write(request, write -> guardrails.replacePolicies(write, agentId, body.tree()));
    }

    @Get("/caller-verification")
    @RequiresScope(Scopes.GUARDRAILS_READ)
    @Operation(operationId = "getCallerVerification", summary = "Get how callers of an agent are verified")
    HttpResponse<ApiResponse<List<CallerVerification>>> verification(HttpRequest<?> request, String agentId) {
        return answers.read(request, caller -> guardrails.get(caller, agentId, GuardrailKind.VERIFICATION));
    }

    @Put("/caller-verification")
    @RequiresScope(Scopes.GUARDRAILS_WRITE)
    @Operation(operationId = "replaceCallerVerification", summary = "Replace how callers of an agent are verified")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(ref = "#/components/schemas/CallerVerifications")))
    HttpResponse<ApiResponse<List<CallerVerification>>> replaceVerification(
            HttpRequest<?> request, String agentId, @Body JsonBody<CallerVerifications> body) {
        return answers.write(request, write -> guardrails.replaceVerification(write, agentId, body.tree()));
    }
}
