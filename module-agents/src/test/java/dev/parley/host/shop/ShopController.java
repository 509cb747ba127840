package dev.parley.host.shop;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The shop's routes. */
@Hidden
@Controller("/shop")
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = "host.shop", value = "true")
class ShopController {

    private final Products products;

    ShopController(Products products) {
        this.products = products;
    }

    @Get("/open")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Sign open() {
        return new Sign("open");
    }

    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    Map<String, String> me(Principal principal) {
        return Map.of("you", principal.getName());
    }

    @Get("/office")
    @Secured("ADMIN")
    Sign office() {
        return new Sign("office");
    }

    @Get("/mapped")
    Sign mapped() {
        return new Sign("mapped");
    }

    /** No rule says who may come in, so nobody may. */
    @Get("/unruled")
    Sign unruled() {
        return new Sign("unruled");
    }

    @Get("/database")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Map<String, Object> database() {
        return products.database();
    }

    @Get("/products")
    @Secured(SecurityRule.IS_ANONYMOUS)
    List<Product> list() {
        return products.list();
    }

    @Post("/products")
    @Secured("ADMIN")
    Product add(@Body Product product) {
        return products.add(product.name());
    }

    @Post("/forgotten")
    @Secured("ADMIN")
    Product addAndForget(@Body Product product) {
        return products.addAndForget(product.name());
    }

    /** What a visitor reads. */
    @Serdeable
    record Sign(String signText, Instant paintedAt) {
        Sign(String wording) {
            this(wording, Instant.EPOCH);
        }
    }
}
