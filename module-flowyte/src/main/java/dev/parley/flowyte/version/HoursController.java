package dev.parley.flowyte.version;

import dev.parley.core.family.FamilyOperations;
import dev.parley.core.security.RequiresScope;
import dev.parley.flowyte.Scopes;
import dev.parley.flowyte.wire.Answers;
import dev.parley.flowyte.wire.ApiResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/agents/{id}/business-hours/status}: not in the vendor's API. */
@FamilyOperations
@Tag(name = "Agents")
@Controller("/api/v1/agents/{id}/business-hours")
class HoursController {

    private final HoursService hours;
    private final Answers answers;

    HoursController(HoursService hours, Answers answers) {
        this.hours = hours;
        this.answers = answers;
    }

    @Get("/status")
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "getBusinessHoursStatus", summary = "Tell whether an agent is open")
    HttpResponse<ApiResponse<BusinessHoursStatus>> status(
            HttpRequest<?> request,
            String id,
            @Parameter(description = "A moment, ISO 8601 with an offset; now when absent.") @QueryValue @Nullable
                    String at,
            @Parameter(
                            description = "Whether the hours of the draft count instead of those of the live version.",
                            schema = @Schema(type = "boolean"))
                    @QueryValue
                    @Nullable
                    String draft) {
        return answers.read(request, caller -> hours.status(caller, id, at, Answers.flag("draft", draft)));
    }
}
