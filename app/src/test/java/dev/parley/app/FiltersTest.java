package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.RouteBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FiltersTest {

    /** Of a plug-in that is on the class path of these tests. */
    private static final String CARELESS = "/v1/agents/*/motto";

    /** As long as it is so, the router sorts the filters once and not for each request. Seen to fail with Micronaut's filter for health. */
    @Test
    void noFilterIsForSomePathsAlone() {
        Map<String, String> environment = Map.of("PARLEY_DATABASE_URL", "jdbc:h2:mem:filters");
        try (ApplicationContext context = Store.open(Settings.from(environment))) {
            List<String> patterns = context.getBeansOfType(RouteBuilder.class).stream()
                    .flatMap(builder -> builder.getFilterRoutes().stream())
                    .flatMap(route -> Arrays.stream(route.getPatterns()))
                    .filter(pattern -> !pattern.equals(CARELESS))
                    .toList();
            assertThat(patterns).isNotEmpty().containsOnly("/**");
        }
    }
}
