package dev.parley.careless;

import dev.parley.core.family.FamilyOperations;
import dev.parley.core.security.RequiresScope;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;

/** {@code /v1/agents/{agentId}/motto}, which {@link MottoFilter} answers. */
@Hidden
@FamilyOperations
@Controller("/v1/agents/{agentId}/motto")
class MottoController {

    @Get
    @RequiresScope("careless:read")
    Map<String, String> get(@PathVariable String agentId) {
        return Map.of("motto", agentId);
    }
}
