package dev.parley.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.json.StrictJson;
import io.micronaut.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stops the start: extensions that would work by half. */
final class ExtensionsTest {

    @Test
    void findsTheFamilyOfAPath() {
        Extensions extensions = new Extensions(List.of(new PolyAiFamily(), new Family("other", "/api/v1")), List.of());
        assertThat(extensions.familyOf("/v1/agents").map(ApiFamily::id)).contains("polyai");
        assertThat(extensions.familyOf("/v1").map(ApiFamily::id)).contains("polyai");
        assertThat(extensions.familyOf("/api/v1/agents").map(ApiFamily::id)).contains("other");
        assertThat(extensions.familyOf("/v10/agents")).isEmpty();
        assertThat(extensions.familyOf("/")).isEmpty();
    }

    @Test
    void refusesWhatIsDoubleOrMissing() {
        refused(List.of(new Family("a", "/a"), new Family("a", "/b")), List.of(), "'a' is taken");
        refused(List.of(new Family("a", "/a"), new Family("b", "/a/b")), List.of(), "overlaps");
        refused(List.of(new Family("A", "/a")), List.of(), "must match");
        refused(List.of(new Family("a", "/a/")), List.of(), "base path");
        refused(List.of(), List.of(new Module("m", "nobody")), "there is no family nobody");
        refused(
                List.of(new Family("a", "/a")),
                List.of(new Module("m", "a"), new Module("m", "a")),
                "module id 'm' is taken");
    }

    private static void refused(List<ApiFamily> families, List<FeatureModule> modules, String why) {
        assertThatThrownBy(() -> new Extensions(families, modules))
                .isInstanceOf(InvalidExtensionException.class)
                .hasMessageContaining(why);
    }

    private record Module(String id, String family) implements FeatureModule {}

    private record Family(String id, String basePath) implements ApiFamily {
        @Override
        public String title() {
            return id;
        }

        @Override
        public String keyPrefix() {
            return id;
        }

        @Override
        public Optional<String> credential(HttpHeaders headers) {
            return Optional.empty();
        }

        @Override
        public JsonNode error(ApiException error, String requestId, String path) {
            return StrictJson.NODES.objectNode();
        }

        @Override
        public JsonNode openApi() {
            return StrictJson.NODES.objectNode();
        }
    }
}
