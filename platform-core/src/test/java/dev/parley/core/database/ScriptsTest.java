package dev.parley.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.database.Scripts.Source;
import dev.parley.core.testing.TestDatabases;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A start leaves Flyway out only where it would find the very scripts that it ran. Seen to fail when the names of the files were no part
 * of the hash, and when the history of an owner was not looked for.
 */
final class ScriptsTest {

    private static final String LOCATION = "parley/migration/zoo";

    @TempDir
    private Path directory;

    @Test
    void theSameScriptsHaveTheSameHash() throws Exception {
        Path one = jar("one.jar", Map.of("V1__a.sql", "select 1", "V2__b.sql", "select 2"));
        Path other = jar("other.jar", Map.of("V2__b.sql", "select 2", "V1__a.sql", "select 1"));
        try (FileSystem content = FileSystems.newFileSystem(other)) {
            Files.writeString(content.getPath("parley/migration/other.sql"), "select 3");
        }
        assertThat(hash(one)).isEqualTo(hash(other)).matches("[0-9a-f]{64}");
    }

    @Test
    void whateverDiffersIsInTheHash() throws Exception {
        Stream<Map<String, String>> scripts = Stream.of(
                Map.of("V1__a.sql", "select 1", "V2__b.sql", "select 2"),
                Map.of("V1__a.sql", "select 1", "V2__b.sql", "select 3"),
                Map.of("V1__a.sql", "select 1", "V3__b.sql", "select 2"),
                Map.of("V1__a.sql", "select 1select 2", "V2__b.sql", ""),
                Map.of("V1__a.sql", "select 1"),
                Map.of("V1__a.sql", "select 1", "V2__b.sql", "select 2", "R__c.sql", ""));
        List<String> hashes = scripts.map(files -> hash(jar("jar" + files.hashCode() + ".jar", files)))
                .toList();
        assertThat(hashes).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    void scriptsInADirectoryAndNoScriptsHaveNone() throws Exception {
        Path scripts = Files.createDirectories(directory.resolve(LOCATION));
        assertThat(hash(directory)).isNull();
        Files.writeString(scripts.resolve("V1__a.sql"), "select 1");
        assertThat(hash(directory)).isNull();
        assertThat(hash(jar("empty.jar", Map.of()))).isNull();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aDatabaseKnowsWhatWasRunOfTheOwnersThatItHas(Map<String, String> settings) {
        try (ApplicationContext context = ApplicationContext.run(Map.copyOf(settings))) {
            Sql sql = context.getBean(Sql.class);
            sql.update("create table big_zoo_schema_history(version varchar(50))");
            on(settings, connection -> Scripts.record(connection, "big-zoo", "first"));
            on(settings, connection -> Scripts.record(connection, "gone", "first"));
            on(settings, connection -> {
                Scripts known = Scripts.knownTo(connection);
                assertThat(known.areRun("big-zoo", "first")).isTrue();
                assertThat(known.areRun("big-zoo", "second")).isFalse();
                assertThat(known.areRun("big-zoo", null)).isFalse();
                assertThat(known.areRun("gone", "first")).isFalse();
                assertThat(known.areRun("never", "first")).isFalse();
            });
            on(settings, connection -> Scripts.record(connection, "big-zoo", "second"));
            on(settings, connection -> {
                assertThat(Scripts.knownTo(connection).areRun("big-zoo", "first"))
                        .isFalse();
                assertThat(Scripts.knownTo(connection).areRun("big-zoo", "second"))
                        .isTrue();
            });
        }
    }

    static Stream<Map<String, String>> databases() {
        return Stream.of(TestDatabases.h2(), TestDatabases.postgreSql());
    }

    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private static void on(Map<String, String> settings, Work work) {
        try (Connection connection = DriverManager.getConnection(
                settings.get("datasources.parley.url"),
                settings.get("datasources.parley.username"),
                settings.get("datasources.parley.password"))) {
            work.with(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A jar with files at the location, in directories of their own. */
    private Path jar(String name, Map<String, String> files) {
        Path jar = directory.resolve(name);
        try (FileSystem content = FileSystems.newFileSystem(jar, Map.of("create", true))) {
            Path scripts = Files.createDirectories(content.getPath(LOCATION));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(scripts.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return jar;
    }

    private static String hash(Path classPath) {
        try (URLClassLoader classLoader =
                new URLClassLoader(new URL[] {classPath.toUri().toURL()}, null)) {
            return Scripts.hashes(List.of(new Source("zoo", LOCATION, classLoader)))
                    .get("zoo");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
