package dev.parley.nothing;

import dev.parley.core.database.Database;
import dev.parley.core.security.RequiresScope;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;

/** {@code /v1/nothing}: at once, or where the operations run that ask the database. */
@Hidden
@Controller("/v1/nothing")
class NothingController {

    @Serdeable
    record Nothing(boolean nothing) {}

    @Get
    @RequiresScope("nothing:read")
    Nothing get() {
        return new Nothing(true);
    }

    @Get("/in-turn")
    @ExecuteOn(Database.NAME)
    @RequiresScope("nothing:read")
    Nothing getInTurn() {
        return new Nothing(true);
    }
}
