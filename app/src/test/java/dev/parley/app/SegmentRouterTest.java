package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.Generated;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the router is told of each route against what the framework finds when it matches the route's template. */
final class SegmentRouterTest {

    private static final int ROUNDS = 3_000;

    private static ApplicationContext context;
    private static List<UriRouteInfo<?, ?>> routes;

    @BeforeAll
    static void open() {
        context = Store.open(Settings.from(Map.of("PARLEY_DATABASE_URL", "jdbc:h2:mem:routes")));
        routes = context.getBean(Router.class).uriRoutes().distinct().toList();
    }

    @AfterAll
    static void close() {
        context.close();
    }

    /** Seen to fail without the case of the slash at the end. */
    @Test
    void noRouteIsPassedOverThatWouldMatch() {
        Generated.rounds(ROUNDS, random -> {
            String path = path(random);
            assertThat(tried(path)).containsAll(matching(path));
        });
    }

    /** Or all of this would be for nothing. Seen to fail with the framework's own router, which tries each route. */
    @Test
    void whatIsTriedMatches() {
        Generated.rounds(ROUNDS, random -> {
            String path = path(random);
            assertThat(matching(path))
                    .containsAll(tried(path).stream()
                            .filter(route -> SegmentRouter.Segments.PLAIN
                                    .matcher(template(route))
                                    .matches())
                            .toList());
        });
    }

    /** Of a route, with a value for each variable, or made of the pieces of several. */
    private static String path(Random random) {
        String path = random.nextInt(4) > 0
                ? filled(random)
                : Stream.generate(() -> filled(random).split("/", -1))
                        .map(pieces -> pieces[random.nextInt(pieces.length)])
                        .limit(random.nextInt(8))
                        .collect(Collectors.joining("/", "/", ""));
        return (random.nextInt(4) > 0 ? path : path + "/").replaceAll("/+", "/");
    }

    private static String filled(Random random) {
        return template(routes.get(random.nextInt(routes.size())))
                .replaceAll("\\{\\W[^}]*}", "")
                .replaceAll("\\{[^}]*}", "v" + random.nextInt(10));
    }

    private static String template(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toPathString();
    }

    private static List<UriRouteInfo<?, ?>> tried(String path) {
        HttpRequest<?> request = HttpRequest.GET(path);
        return routes.stream().filter(route -> route.matching(request)).toList();
    }

    private static List<UriRouteInfo<?, ?>> matching(String path) {
        return routes.stream().filter(route -> route.match(path).isPresent()).toList();
    }
}
