package dev.parley.app;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.web.router.DefaultRouter;
import io.micronaut.web.router.RouteBuilder;
import io.micronaut.web.router.UriRoute;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The framework's router, which is told of each route how to see at a glance that a path is not its own. By itself it takes the path of a
 * request to pieces, and collects them in a map, once for every route of the request's method: with as many routes as the families have
 * that was nearly half of the garbage of a read (docs/decisions/0012).
 */
@Singleton
@Replaces(DefaultRouter.class)
final class SegmentRouter extends DefaultRouter {

    SegmentRouter(Collection<RouteBuilder> builders) {
        super(glancing(builders));
    }

    private static Collection<RouteBuilder> glancing(Collection<RouteBuilder> builders) {
        for (RouteBuilder builder : builders) {
            for (UriRoute route : builder.getUriRoutes()) {
                String template = route.getUriMatchTemplate().toPathString();
                if (Segments.PLAIN.matcher(template).matches()) {
                    Segments segments = Segments.of(template);
                    route.where(request -> segments.mayMatch(request.getPath()));
                }
            }
        }
        return builders;
    }

    /**
     * The segments of a template: {@code /agents/{agentId}} has two.
     *
     * @param texts each with the slash before it; of a variable the slash alone
     */
    record Segments(List<String> texts) {

        /** Of texts and of variables without an operator or a pattern. Of another template nothing can be said at a glance. */
        static final Pattern PLAIN = Pattern.compile("(/([^/{}]+|\\{\\w+}))+");

        private static final String VARIABLE = "/";

        static Segments of(String template) {
            return new Segments(Arrays.stream(template.substring(1).split("/"))
                    .map(segment -> segment.startsWith("{") ? VARIABLE : "/" + segment)
                    .toList());
        }

        /** False only for a path that the template does not match. Makes no garbage: it is asked once for each route. */
        boolean mayMatch(String path) {
            // A slash at the end is nothing to the router.
            int end = path.endsWith("/") ? path.length() - 1 : path.length();
            // From the end, where routes differ soonest.
            for (int i = texts.size() - 1; i >= 0; i--) {
                String text = texts.get(i);
                int start = text.equals(VARIABLE) ? path.lastIndexOf('/', end - 1) : end - text.length();
                if (!path.startsWith(text, start)) {
                    return false;
                }
                end = start;
            }
            return end == 0;
        }
    }
}
