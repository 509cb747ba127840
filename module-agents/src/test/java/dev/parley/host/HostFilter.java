package dev.parley.host;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The host's security: its secret needs a header. And every answer has a header of the host. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = "host")
final class HostFilter {

    @RequestFilter
    @Nullable
    HttpResponse<?> admit(HttpRequest<?> request) {
        boolean open = !request.getPath().equals("/host/secret")
                || request.getHeaders().contains("X-Host-Key");
        return open ? null : HttpResponse.unauthorized().body(Map.of("host", "does not know you"));
    }

    @ResponseFilter
    void sign(MutableHttpResponse<?> response) {
        response.header("X-Host", "was here");
    }
}
