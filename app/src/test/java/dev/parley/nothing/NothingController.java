package dev.parley.nothing;

import dev.parley.core.family.FamilyOperations;
import dev.parley.core.security.RequiresScope;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;

/** {@code /v1/nothing}. */
@Hidden
@FamilyOperations
@Controller("/v1/nothing")
class NothingController {

    @Get
    @RequiresScope("nothing:read")
    Map<String, Boolean> get() {
        return Map.of("nothing", true);
    }
}
