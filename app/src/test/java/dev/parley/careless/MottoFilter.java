package dev.parley.careless;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;

/** The fifth mistake: what seems to be no secret is answered before anybody has asked for a key. */
@ServerFilter("/v1/agents/*/motto")
class MottoFilter {

    @RequestFilter
    @Order(Ordered.HIGHEST_PRECEDENCE + 2000)
    HttpResponse<?> answer() {
        return HttpResponse.ok(Map.of("motto", "Everybody is welcome."));
    }
}
