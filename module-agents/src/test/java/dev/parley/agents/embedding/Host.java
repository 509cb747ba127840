package dev.parley.agents.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.AgentsModule;
import dev.parley.core.database.Database;
import dev.parley.core.testing.Client;
import dev.parley.host.HostApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@link HostApplication} in a process of its own, with or without Parley. */
final class Host implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern URL = Pattern.compile("Host serves at (\\S+)");

    private final Process process;
    private final Path output;

    private Host(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a host as it is without us: on its own libraries and nothing that only we need. */
    static Host alone(Path directory, Application application) {
        return start(
                directory, copyOfHost(directory, application, false), application.libraries(), application.settings());
    }

    /** Starts a host with the module, what that depends on, a data source for it and the host's own callers. */
    static Host withParley(
            Path directory, Application application, Map<String, String> database, Map<String, String> settings) {
        Set<String> classPath = new LinkedHashSet<>(application.libraries());
        classPath.add(locationOf(AgentsModule.class));
        classPath.addAll(classPath("class-path.embedders"));
        assertThat(classPath).contains(locationOf(Database.class));
        Map<String, String> all = new LinkedHashMap<>(application.settings());
        all.putAll(database);
        all.putAll(settings);
        return start(directory, copyOfHost(directory, application, true), classPath, all);
    }

    /** The build tells: what the tests have on their class path, and what comes with the module. */
    private static List<String> classPath(String property) {
        return List.of(System.getProperty(property).split(File.pathSeparator));
    }

    /**
     * An application of somebody else.
     *
     * @param isShop whether the classes of the shop are in it; tells the application too
     * @param own libraries that not every application has, by directories of a Maven repository
     */
    record Application(boolean isShop, List<String> own) {

        /** Micronaut and Serde, with a filter for its security. */
        static final Application PLAIN = new Application(false, List.of("io/micronaut/serde/"));

        /** Micronaut Security, Data, Flyway and management, with a data source of its own. */
        static final Application SHOP = new Application(
                true,
                List.of(
                        "io/micronaut/security/",
                        "io/micronaut/data/",
                        "io/micronaut/sql/",
                        "io/micronaut/flyway/",
                        "io/micronaut/micronaut-management/",
                        "io/micronaut/serde/",
                        "com/fasterxml/jackson/",
                        "com/zaxxer/",
                        "com/h2database/",
                        "jakarta/persistence/",
                        "jakarta/transaction/",
                        "org/flywaydb/flyway-core/"));

        private static final List<String> COMMON = List.of(
                "io/micronaut/micronaut-",
                "io/micronaut/reactor/",
                "io/netty/",
                "io/projectreactor/",
                "org/reactivestreams/",
                "jakarta/annotation/",
                "jakarta/inject/",
                "com/fasterxml/jackson/core/jackson-core/",
                "com/fasterxml/jackson/core/jackson-annotations/",
                "org/jspecify/",
                "org/slf4j/",
                "ch/qos/logback/");

        private static final List<String> NOT_COMMON = List.of("io/micronaut/micronaut-management/");

        Map<String, String> settings() {
            return Map.of("host.shop", String.valueOf(isShop));
        }

        List<String> libraries() {
            return classPath("class-path.tests").stream()
                    .filter(entry -> isIn(entry, own) || (isIn(entry, COMMON) && !isIn(entry, NOT_COMMON)))
                    .toList();
        }

        private static boolean isIn(String entry, List<String> directories) {
            return directories.stream().anyMatch(entry.replace('\\', '/')::contains);
        }

        boolean has(String type) {
            return type.contains("dev.parley.host.") && (isShop || !type.contains("dev.parley.host.shop."));
        }
    }

    private static String locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The host's classes and what Micronaut generated for them, away from the other tests of this module. */
    private static Path copyOfHost(Path directory, Application application, boolean withCallers) {
        Path root = Path.of(locationOf(HostApplication.class));
        Path copy = directory.resolve("classes");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                String type = name.replace('/', '.');
                if (application.has(type) && (withCallers || !type.contains(".callers."))) {
                    Path target = copy.resolve(name);
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
            Files.writeString(copy.resolve("logback.xml"), """
                    <configuration>
                      <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                        <encoder><pattern>%level %logger %msg%n</pattern></encoder>
                      </appender>
                      <root level="warn"><appender-ref ref="out"/></root>
                    </configuration>
                    """);
            if (application.isShop()) {
                Path migrations = Files.createDirectories(copy.resolve("db/migration"));
                Files.writeString(
                        migrations.resolve("V1__shop.sql"),
                        "create table product (id bigint generated by default as identity primary key, name varchar(100) not null unique)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    private static Host start(
            Path directory, Path classes, Collection<String> classPath, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-cp",
                classes + File.pathSeparator + String.join(File.pathSeparator, classPath)));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(HostApplication.class.getName());
        try {
            Path output = directory.resolve("output");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new Host(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the host serves, as soon as it does: several of them start beside each other. */
    private URI url() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Matcher matcher = URL.matcher(output());
            if (matcher.find()) {
                return URI.create(matcher.group(1));
            }
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(output())
                    .isTrue();
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the host has printed and logged. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A caller of the host. */
    Client client() {
        return Client.of(url().toString());
    }

    /** Sends bytes, with a pause between its parts, and returns every byte of the answer but the value of its date. */
    String exchange(String... request) {
        URI url = url();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(30_000);
            for (int i = 0; i < request.length; i++) {
                if (i > 0) {
                    Thread.sleep(300);
                }
                socket.getOutputStream().write(request[i].getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.replaceFirst("(?i)(\r\ndate: )[^\r]*", "$1-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
