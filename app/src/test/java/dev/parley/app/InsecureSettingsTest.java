package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every insecure setting is named at the start, and the defaults are none. */
final class InsecureSettingsTest {

    private static final String PRODUCTION_DATABASE =
            "jdbc:postgresql://db.example.com:5432/parley?sslmode=verify-full";

    @TempDir
    private Path directory;

    @Test
    void theDefaultsAreNone() {
        Settings settings = Settings.from(
                Map.of("PARLEY_DATA_DIR", directory.resolve("data").toString()));
        settings.prepareDataDir();
        assertThat(found(settings)).isEmpty();
    }

    @Test
    void aProductionThatHeedsThemHasNone() {
        assertThat(found(Settings.from(production()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PARLEY_DATABASE_URL, jdbc:postgresql://db.example.com/parley, has no sslmode",
        "PARLEY_DATABASE_URL, jdbc:postgresql://db.example.com/parley?sslmode=prefer, has no sslmode",
        "PARLEY_DATABASE_URL, jdbc:postgresql://db.example.com/p?sslmode=require&password=x, holds a password",
        "PARLEY_DATABASE_PASSWORD, '', is empty",
        "PARLEY_DATABASE_USER, postgres, is postgres",
        "PARLEY_CORS_ORIGINS, *, is *",
        "PARLEY_BOOTSTRAP_API_KEY, sixteen-characters, has fewer than 32 characters",
        "PARLEY_HOST, 0.0.0.0, is 0.0.0.0",
    })
    void eachIsNamed(String variable, String value, String says) {
        Map<String, String> environment = production();
        environment.put(variable, value);
        assertThat(found(Settings.from(environment))).singleElement().asString().startsWith(variable + " " + says);
    }

    @Test
    void onAPublicAddressThereShallBeLimits() {
        Map<String, String> environment = production();
        environment.put("PARLEY_HOST", "0.0.0.0");
        environment.remove("PARLEY_LIMIT_PER_KEY");
        assertThat(found(Settings.from(environment)))
                .anyMatch(line -> line.startsWith("PARLEY_LIMIT_PER_KEY and PARLEY_LIMIT_PER_WORKSPACE are not set"));
    }

    @Test
    void foldersThatAreOpenToOthersAreNamed() throws IOException {
        Path data = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        Files.setPosixFilePermissions(plugins, PosixFilePermissions.fromString("rwxrwxrwx"));
        Settings settings = Settings.from(Map.of("PARLEY_DATA_DIR", data.toString()));
        assertThat(InsecureSettings.of(settings, plugins))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("PARLEY_DATA_DIR "))
                .anyMatch(line -> line.startsWith("PARLEY_PLUGINS_DIR "));
    }

    @ParameterizedTest
    @CsvSource({
        "PARLEY_LIMIT_PER_KEY, 100",
        "PARLEY_LIMIT_PER_KEY, 0/1s",
        "PARLEY_LIMIT_PER_WORKSPACE, 1/0s",
        "PARLEY_CORS_ORIGINS, example.com",
        "PARLEY_CORS_ORIGINS, 'https://example.com, *'",
        "PARLEY_REQUEST_TIMEOUT, 0s",
    })
    void whatCannotBeMeantStopsTheStart(String variable, String value) {
        assertThatThrownBy(() -> Settings.from(Map.of(variable, value)))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith(variable + " must be ");
    }

    private List<String> found(Settings settings) {
        return InsecureSettings.of(settings, directory.resolve("plugins"));
    }

    private static Map<String, String> production() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PARLEY_DATABASE_URL", PRODUCTION_DATABASE);
        environment.put("PARLEY_DATABASE_USER", "parley");
        environment.put("PARLEY_DATABASE_PASSWORD", "a long password");
        environment.put("PARLEY_LIMIT_PER_KEY", "100/1s");
        environment.put("PARLEY_CORS_ORIGINS", "https://console.example.com");
        environment.put("PARLEY_BOOTSTRAP_API_KEY", "k".repeat(32));
        return environment;
    }
}
