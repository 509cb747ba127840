package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jar of {@code src/it/greetings}, which the build has made before in a build of its own. */
final class GreetingsPlugin {

    static final String PACKAGE = "com/example/greetings/";
    static final String SERVICE = "META-INF/services/dev.parley.core.spi.FeatureModule";

    private GreetingsPlugin() {}

    static Path jar() {
        try (Stream<Path> files = Files.list(Path.of("target", "it", "greetings", "target"))) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).toList();
            assertThat(jars).hasSize(1);
            return jars.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
