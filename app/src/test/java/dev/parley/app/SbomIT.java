package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The bill of materials in the jar names what the jar is made of. */
final class SbomIT {

    private static final String BOM = "META-INF/sbom/parley.cdx.json";

    @Test
    void everyLibraryInTheJarIsInItsBill() throws IOException {
        try (JarFile jar = new JarFile(Path.of("target", "parley.jar").toFile())) {
            JarEntry entry = jar.getJarEntry(BOM);
            assertThat(entry)
                    .as("%s, which Maven makes unless it is offline", BOM)
                    .isNotNull();
            JsonNode bom = StrictJson.parse(jar.getInputStream(entry).readAllBytes());
            assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
            Map<String, String> listed = new TreeMap<>();
            for (JsonNode component : bom.path("components")) {
                String group = component.path("group").asText();
                listed.put(
                        group + ":" + component.path("name").asText(),
                        component.path("version").asText());
                assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
                assertThat(component.path("hashes").isEmpty() && !group.equals("dev.parley"))
                        .as("%s", component)
                        .isFalse();
            }
            Map<String, String> packed = packed(jar);
            assertThat(packed).hasSizeGreaterThan(20);
            assertThat(listed).containsAllEntriesOf(packed);
            assertThat(listed)
                    .containsKeys(
                            "io.micronaut:micronaut-http-server-netty",
                            "com.h2database:h2",
                            "org.postgresql:postgresql",
                            "com.bucket4j:bucket4j_jdk17-core")
                    .doesNotContainKey("org.junit.jupiter:junit-jupiter");
        }
    }

    /** In netty-common, which has taken it up under names of its own. */
    private static final String TAKEN_UP = "org.jctools:jctools-core";

    /** The libraries that say in the jar what they are. */
    private static Map<String, String> packed(JarFile jar) throws IOException {
        Map<String, String> packed = new TreeMap<>();
        for (JarEntry entry : jar.stream()
                .filter(file -> file.getName().matches("META-INF/maven/.*/pom.properties"))
                .toList()) {
            Properties properties = new Properties();
            try (InputStream input = jar.getInputStream(entry)) {
                properties.load(input);
            }
            String name = properties.getProperty("groupId") + ":" + properties.getProperty("artifactId");
            if (!name.equals("dev.parley:app") && !name.equals(TAKEN_UP)) {
                packed.put(name, properties.getProperty("version"));
            }
        }
        return packed;
    }
}
