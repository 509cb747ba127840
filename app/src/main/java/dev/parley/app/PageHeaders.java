package dev.parley.app;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import java.util.regex.Pattern;

/** What browsers are told about the pages, and whatever belongs to a page. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class PageHeaders implements ConditionalFilter {

    private static final Pattern PAGES = Pattern.compile("/|/docs(/.*)?|/openapi(/.*)?");

    /** Scripts and styles come from here alone; Swagger UI has some of both in its page. */
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "script-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    /** Decided here, since patterns of a filter are split into their segments again for every request. */
    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return PAGES.matcher(request.getPath()).matches();
    }

    @ResponseFilter
    void add(MutableHttpResponse<?> response) {
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("X-Frame-Options", "DENY");
        response.header("Referrer-Policy", "no-referrer");
        response.header("Cross-Origin-Opener-Policy", "same-origin");
    }
}
