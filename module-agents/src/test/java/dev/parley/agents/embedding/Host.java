package dev.parley.agents.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.AgentsModule;
import dev.parley.core.database.Database;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.TestDatabases;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@link HostApplication} in a process of its own, with or without Parley. */
final class Host implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern URL = Pattern.compile("Host serves at (\\S+)");

    /** What an application with an HTTP server and JSON has on its class path, by directories of a Maven repository. */
    private static final List<String> PLAIN = List.of(
            "io/micronaut/micronaut-",
            "io/micronaut/serde/",
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

    private final Process process;
    private final Path output;
    private final URI url;

    private Host(Process process, Path output) {
        this.process = process;
        this.output = output;
        this.url = awaitUrl();
    }

    /** Starts the host as it is without us: on Micronaut, Serde and nothing that only we need. */
    static Host alone(Path directory) {
        List<String> classPath = classPath().stream()
                .filter(entry -> PLAIN.stream().anyMatch(entry.replace('\\', '/')::contains))
                .toList();
        return start(directory, copyOfHost(directory, false), classPath, Map.of());
    }

    /** Starts the host with the module, what that depends on, a data source for it and the host's own callers. */
    static Host withParley(Path directory, Map<String, String> settings) {
        List<String> ours = List.of(locationOf(HostApplication.class), locationOf(Client.class));
        List<String> classPath =
                classPath().stream().filter(entry -> !ours.contains(entry)).toList();
        assertThat(classPath).contains(locationOf(Database.class), locationOf(AgentsModule.class));
        Map<String, String> all = new LinkedHashMap<>(TestDatabases.h2());
        all.putAll(settings);
        return start(directory, copyOfHost(directory, true), classPath, all);
    }

    private static List<String> classPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
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
    private static Path copyOfHost(Path directory, boolean withCallers) {
        Path root = Path.of(locationOf(HostApplication.class));
        Path copy = directory.resolve("classes");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                String type = name.replace('/', '.');
                if (type.contains("dev.parley.host.") && (withCallers || !type.contains("dev.parley.host.callers."))) {
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    private static Host start(Path directory, Path classes, List<String> classPath, Map<String, String> settings) {
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

    private URI awaitUrl() {
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
        return Client.of(url.toString());
    }

    /** Sends bytes and returns every byte of the answer but the value of its date. */
    String exchange(String request) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.replaceFirst("(?i)(\r\ndate: )[^\r]*", "$1-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
