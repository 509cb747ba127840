package dev.parley.app;

import static dev.parley.app.GreetingsPlugin.PACKAGE;
import static dev.parley.app.GreetingsPlugin.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A jar that cannot work stops the start with one line that names it. Without the look at its classes, at what other jars have, at
 * empty folders of migrations and without creating its beans, 14 of these failed, and 10 of the jars were served.
 */
final class BadPluginsIT {

    private static final JarContent GREETINGS = JarContent.of(GreetingsPlugin.jar());
    private static final String SWAGGER = "META-INF/swagger/greetings.json";
    private static final String MIGRATION = "parley/migration/greetings/V1__default_locale.sql";

    /** The place in a class file of the version that it needs. */
    private static final int VERSION = 7;

    @TempDir
    private Path directory;

    /**
     * A fault in {@code bad.jar} and what the line says of it.
     *
     * @param jar what the jar holds
     * @param why what the line must contain
     */
    private record Fault(JarContent jar, List<String> why) {

        static Arguments of(String name, JarContent jar, String... why) {
            return Arguments.of(name, new Fault(jar, List.of(why)));
        }
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Fault.of(
                        "names no module",
                        GREETINGS.without("META-INF/services/"),
                        "names no module and no family in META-INF/services/dev.parley.core.spi.FeatureModule"),
                Fault.of(
                        "names a class that is not there",
                        GREETINGS.with(SERVICE, "com.example.greetings.Gone # moved"),
                        "names the class com.example.greetings.Gone, which is not in it",
                        "mend " + SERVICE),
                Fault.of(
                        "names a class that is no module",
                        GREETINGS.with(SERVICE, "com.example.greetings.GreetingKind"),
                        "com.example.greetings.GreetingKind does not implement dev.parley.core.spi.FeatureModule"),
                Fault.of(
                        "names a class that nobody can create",
                        module("").with(SERVICE, "com.example.other.Hidden").compiled("""
                        package com.example.other;
                        public final class Hidden implements dev.parley.core.spi.FeatureModule {
                            private Hidden() {}
                            @Override public String id() { return "other"; }
                            @Override public String family() { return "polyai"; }
                        }
                        """),
                        "com.example.other.Hidden is not public or has no public constructor without parameters"),
                Fault.of(
                        "has a class file that is none",
                        GREETINGS.with(PACKAGE + "Locales.class", "no class"),
                        "cannot be read as a jar (not a class file)"),
                Fault.of(
                        "left out a class of its own",
                        GREETINGS.without(PACKAGE + "Locales.class"),
                        "needs com.example.greetings.Locales, which is neither in it nor in Parley",
                        "pack it into the jar"),
                Fault.of(
                        "has a module that cannot be created",
                        module("public Other() { throw new IllegalStateException(\"one\\ntwo\"); }"),
                        "com.example.other.Other",
                        "it cannot be created: java.lang.IllegalStateException: one; two"),
                Fault.of(
                        "has a module that fails when it is asked",
                        module("@Override public java.util.List<dev.parley.core.spi.ResourceKind> kinds()"
                                + " { throw new IllegalStateException(\"no kinds\"); }"),
                        "com.example.other.Other",
                        "it fails when it is asked what it is: java.lang.IllegalStateException: no kinds"),
                Fault.of(
                        "has a module that fails when it is asked for more",
                        module("@Override public java.util.Optional<String> migrations()"
                                + " { throw new IllegalStateException(\"no migrations\"); }"),
                        "it fails in com.example.other.Other.migrations, line 3",
                        "java.lang.IllegalStateException: no migrations"),
                Fault.of(
                        "has no OpenAPI document",
                        GREETINGS.without(SWAGGER),
                        "com.example.greetings.GreetingsModule",
                        "there is no OpenAPI document " + SWAGGER),
                Fault.of(
                        "has an OpenAPI document that is no JSON",
                        GREETINGS.with(SWAGGER, "openapi: 3.1.0"),
                        "its OpenAPI document " + SWAGGER + " cannot be read: the body is not valid JSON at line 1"),
                Fault.of(
                        "has an OpenAPI document without paths",
                        GREETINGS.with(SWAGGER, "[]"),
                        "its OpenAPI document " + SWAGGER + " has no paths"),
                Fault.of(
                        "says otherwise what a topic is",
                        GREETINGS.with(SWAGGER, "{\"paths\":{},\"components\":{\"schemas\":{\"Topic\":{}}}}"),
                        "its OpenAPI document defines Topic differently from another module's"),
                Fault.of(
                        "has no migration",
                        GREETINGS.without("parley/"),
                        "com.example.greetings.GreetingsModule",
                        "its migrations in parley/migration/greetings cannot be run: "),
                Fault.of(
                        "has a migration that is no SQL",
                        GREETINGS.with(MIGRATION, "create tabel greetings_default_locale (locale varchar(35));\n"),
                        "its migrations in parley/migration/greetings cannot be run: ",
                        "V1__default_locale.sql",
                        "create tabel"),
                Fault.of(
                        "has a controller that lacks a bean",
                        GREETINGS.without("META-INF/micronaut/io.micronaut.inject.BeanDefinitionReference/"
                                + "com.example.greetings.$DefaultLocales$Definition"),
                        "cannot be created",
                        "com.example.greetings.DefaultLocales"));
    }

    static Stream<Arguments> duplicate() {
        return Stream.of(
                Fault.of(
                        "is named like a built-in module",
                        module("").compiled(otherModule("agents", "")),
                        "com.example.other.Other",
                        "module id 'agents' is taken by parley.jar (dev.parley.agents.AgentsModule)"),
                Fault.of(
                        "brings a kind of a built-in module, though it comes first by its name",
                        module("").compiled(otherModule("a", """
                        @Override public java.util.List<dev.parley.core.spi.ResourceKind> kinds() {
                            return java.util.List.of(() -> "topic");
                        }
                        """)),
                        "com.example.other.Other",
                        "resource kind id 'topic' is taken by parley.jar (dev.parley.agents.knowledge.TopicKind)"),
                Fault.of(
                        "brings a family of ours",
                        family("polyai", "/other"),
                        "com.example.other.OtherFamily",
                        "family id 'polyai' is taken by parley.jar (dev.parley.core.family.PolyAiFamily)"),
                Fault.of(
                        "brings a family under the path of ours",
                        family("other", "/v1/other"),
                        "its base path /v1/other overlaps with that of family polyai"),
                Fault.of(
                        "is a built-in module",
                        JarContent.of(Path.of("..", "module-agents", "target", "module-agents-" + version() + ".jar")),
                        "it has the class dev.parley.agents.",
                        ", which Parley has itself: remove it if it is a part of Parley"),
                Fault.of(
                        "has packed what Parley brings",
                        GREETINGS
                                .with("dev/parley/core/spi/FeatureModule.class", "")
                                .without("dev/")
                                .compiled("""
                        package io.micronaut.http;
                        public interface HttpRequest {}
                        """),
                        "it has the class io.micronaut.http.HttpRequest, which Parley has itself",
                        "<scope>provided</scope>"));
    }

    static Stream<Arguments> incompatible() {
        String locales = PACKAGE + "DefaultLocales.class";
        return Stream.of(
                Fault.of(
                        "is made for a newer Java",
                        GREETINGS.withByte(locales, VERSION, 127),
                        "it is made for Java 83 and this is Java "
                                + Runtime.version().feature()),
                Fault.of(
                        "calls a method that is not there",
                        GREETINGS.replacing(locales, "requireAllAgents", "requireNoAgents_"),
                        "built against another version of Parley: com.example.greetings.DefaultLocales uses"
                                + " dev.parley.core.security.Caller.requireNoAgents_()void, which is not there",
                        "build it against version " + version()),
                Fault.of(
                        "calls a method that answers with another type",
                        GREETINGS.replacing(locales, "java/util/Optional;", "java/util/OptionaI;"),
                        "dev.parley.core.database.Sql.first(String,Sql$RowMapper,Object[])OptionaI, which is not there"),
                Fault.of(
                        "uses a class that is not there, in a bean",
                        GREETINGS.replacing(locales, "dev/parley/core/write/Audit", "dev/parley/core/write/Audio"),
                        "uses dev.parley.core.write.Audio, which is not there"),
                Fault.of(
                        "lacks a method that has been added since",
                        module("").compiled("""
                        package dev.parley.core.spi;
                        public interface FeatureModule { String id(); }
                        """, """
                        package com.example.other;
                        public final class Other implements dev.parley.core.spi.FeatureModule {
                            @Override public String id() { return "other"; }
                        }
                        """),
                        "com.example.other.Other does not have the method family of dev.parley.core.spi.FeatureModule"));
    }

    /** A module that is fine but for what is said of it. */
    private static JarContent module(String members) {
        return JarContent.empty().with(SERVICE, "com.example.other.Other\n").compiled(otherModule("other", members));
    }

    private static String otherModule(String id, String members) {
        return """
                package com.example.other;
                public final class Other implements dev.parley.core.spi.FeatureModule {
                    %s
                    @Override public String id() { return "%s"; }
                    @Override public String family() { return "polyai"; }
                }
                """.formatted(members, id);
    }

    private static JarContent family(String id, String basePath) {
        return JarContent.empty()
                .with("META-INF/services/dev.parley.core.spi.ApiFamily", "com.example.other.OtherFamily")
                .compiled("""
                package com.example.other;
                import com.fasterxml.jackson.databind.JsonNode;
                import java.util.Optional;
                public final class OtherFamily implements dev.parley.core.spi.ApiFamily {
                    @Override public String id() { return "%s"; }
                    @Override public String title() { return "Other"; }
                    @Override public String basePath() { return "%s"; }
                    @Override public String keyPrefix() { return "other_"; }
                    @Override public Optional<String> credential(io.micronaut.http.HttpHeaders headers) {
                        return Optional.empty();
                    }
                    @Override public JsonNode error(
                            dev.parley.core.error.ApiException error, String requestId, String path) {
                        return openApi();
                    }
                    @Override public JsonNode openApi() { return dev.parley.core.json.StrictJson.parse("{}"); }
                }
                """.formatted(id, basePath));
    }

    private static String version() {
        return System.getProperty("parley.version");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"broken", "duplicate", "incompatible"})
    void stopsTheStartWithOneLine(String name, Fault fault) throws IOException {
        fault.jar().writeTo(plugins().resolve("bad.jar"));
        refused("bad.jar", fault.why());
    }

    @Test
    void aFileThatIsNoJarStopsTheStart() throws IOException {
        Files.writeString(plugins().resolve("bad.jar"), "not a jar");
        refused("bad.jar", List.of("cannot be read as a jar", "copy or build it again"));
        byte[] whole = Files.readAllBytes(GreetingsPlugin.jar());
        Files.write(plugins().resolve("bad.jar"), java.util.Arrays.copyOf(whole, whole.length / 2));
        refused("bad.jar", List.of("cannot be read as a jar"));
    }

    @Test
    void theSameJarTwiceStopsTheStart() throws IOException {
        GREETINGS.writeTo(plugins().resolve("a.jar"));
        GREETINGS.writeTo(plugins().resolve("b.jar"));
        refused("b.jar", List.of(", and a.jar has too", "keep one of the two"));
    }

    @Test
    void aModuleThatIsNamedLikeThatOfAnotherJarStopsTheStart() throws IOException {
        GREETINGS.writeTo(plugins().resolve("a.jar"));
        module("").compiled(otherModule("greetings", "")).writeTo(plugins().resolve("b.jar"));
        refused("b.jar", List.of("module id 'greetings' is taken by a.jar (com.example.greetings.GreetingsModule)"));
    }

    @Test
    void twoOpenApiDocumentsOfOneNameStopTheStart() throws IOException {
        GREETINGS.writeTo(plugins().resolve("a.jar"));
        module("").with(SWAGGER, "{\"paths\":{}}").writeTo(plugins().resolve("b.jar"));
        refused("b.jar", List.of("it has the file " + SWAGGER + ", and a.jar has too"));
    }

    /** Also who only wants to create a key is told, instead of getting one that lacks the scopes of the plug-in. */
    @Test
    void commandsAreRefusedToo() throws IOException {
        GREETINGS.without("META-INF/services/").writeTo(plugins().resolve("bad.jar"));
        refused("bad.jar", List.of("names no module"), "keys", "create", "--scope", "greetings:read");
    }

    /** What the others have in common with a jar that works is not what stops them. */
    @Test
    void theSameJarUnchangedWorks() throws IOException {
        GREETINGS.writeTo(plugins().resolve("good.jar"));
        module("").writeTo(plugins().resolve("other.jar"));
        try (ParleyProcess parley = ParleyProcess.serve(directory, Map.of())) {
            assertThat(parley.output()).contains("Module greetings of family polyai", "Module other of family polyai");
        }
    }

    private Path plugins() throws IOException {
        return Files.createDirectories(directory.resolve("plugins"));
    }

    private void refused(String file, List<String> why, String... command) {
        ParleyProcess ended = ParleyProcess.run(directory, Map.of(), command);
        assertThat(ended.awaitExit()).as(ended.output()).isEqualTo(1);
        assertThat(ended.lines()).as(ended.output()).hasSize(1);
        assertThat(ended.output()).contains(why).startsWith("A plug-in cannot be used: " + file);
    }
}
