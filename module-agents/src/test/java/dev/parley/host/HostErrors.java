package dev.parley.host;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;

/** The bodies of the host's errors. */
@Hidden
@Controller
@Requires(property = "host")
class HostErrors {

    @Error(global = true, status = HttpStatus.NOT_FOUND)
    HttpResponse<?> notFound(HttpRequest<?> request) {
        return HttpResponse.notFound(Map.of("host", "has no " + request.getPath()));
    }

    @Error(global = true)
    HttpResponse<?> broken(HostException error) {
        return HttpResponse.unprocessableEntity().body(Map.of("host", String.valueOf(error.getMessage())));
    }

    /** What some hosts do with everything that nobody else handles. */
    @Hidden
    @Controller
    @Requires(property = "host.catches-all")
    static class CatchAll {
        @Error(global = true)
        HttpResponse<?> everything(Throwable error) {
            return HttpResponse.serverError(Map.of("host", "caught it"));
        }
    }
}
