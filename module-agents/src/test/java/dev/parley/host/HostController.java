package dev.parley.host;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.exceptions.HttpStatusException;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The host's routes. */
@Hidden
@Controller
@Requires(property = "host")
class HostController {

    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05.678Z");

    @Get("/host/things/{name}")
    Thing thing(String name) {
        return new Thing(name, null, List.of(), Map.of(), THEN);
    }

    @Get("/host/things")
    CompletableFuture<List<Thing>> things(@QueryValue(defaultValue = "1") int count) {
        return CompletableFuture.completedFuture(
                List.of(new Thing("of " + count, "note", List.of("", "tag"), Map.of("a", ""), THEN)));
    }

    @Post("/host/things")
    @Status(HttpStatus.CREATED)
    Thing create(@Body Thing thing) {
        return thing;
    }

    @Get("/host/gone")
    @Status(HttpStatus.NO_CONTENT)
    void gone() {}

    @Get("/host/text")
    @Produces(MediaType.TEXT_PLAIN)
    String text() {
        return "text";
    }

    @Post("/host/bytes")
    @Consumes(MediaType.ALL)
    int bytes(@Body byte[] bytes) {
        return bytes.length;
    }

    @Get("/host/secret")
    Map<String, String> secret() {
        return Map.of("secret", "of the host");
    }

    @Get("/host/broken")
    Thing broken() {
        throw new HostException("the host's own");
    }

    @Get("/host/bug")
    Thing bug() {
        throw new IllegalStateException("nobody expected this");
    }

    @Get("/host/refused")
    HttpResponse<?> refused() {
        return HttpResponse.status(HttpStatus.CONFLICT).body(Map.of("why", "the host's reasons"));
    }

    @Get("/host/teapot")
    Thing teapot() {
        throw new HttpStatusException(HttpStatus.I_AM_A_TEAPOT, "short and stout");
    }

    /** Next to the base path of the PolyAI API, but not under it. */
    @Get("/v1things")
    Thing nearby() {
        return thing("nearby");
    }
}
