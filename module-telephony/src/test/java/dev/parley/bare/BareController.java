package dev.parley.bare;

import dev.parley.core.database.Database;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** The application's own routes. */
@Hidden
@Controller("/agents")
@ExecuteOn(Database.NAME)
@Requires(property = "bare")
class BareController {

    private final BareAgents agents;

    BareController(BareAgents agents) {
        this.agents = agents;
    }

    @Post("/{id}/{variant}")
    void create(String id, String variant) {
        agents.create(id, variant);
    }

    @Delete("/{id}/{variant}")
    void removeVariant(String id, String variant) {
        agents.removeVariant(id, variant);
    }

    @Delete("/{id}")
    void delete(String id) {
        agents.delete(id);
    }
}
