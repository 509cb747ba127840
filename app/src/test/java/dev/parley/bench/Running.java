package dev.parley.bench;

import dev.parley.app.PackedPlugin;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Threads;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program that serves HTTP, in a process of its own. */
final class Running implements AutoCloseable {

    private static final Path JAR = Path.of("target", "parley.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** As the README recommends. */
    private static final List<String> FLAGS = List.of("-Xmx256m", "-Xmn32m", "-XX:+UseSerialGC");

    private static final int BETWEEN_TRIES_MILLIS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private Running(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The built jar with the flags that the README recommends. */
    static Running parley(Path directory, Map<String, String> settings) {
        return parley(directory, settings, List.of());
    }

    /** The same with more flags. */
    static Running parley(Path directory, Map<String, String> settings, List<String> flags) {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-jar", JAR.toString()));
        Running running = start(command, directory, port, settings);
        running.awaitAnswer("/health");
        return running;
    }

    /**
     * {@code dev.parley.bench.floor} on the libraries that Parley runs on.
     *
     * @param properties of its Micronaut
     */
    static Running floor(Path directory, Map<String, String> properties) {
        return floor(directory, properties, List.of());
    }

    /** The same with more flags. */
    static Running floor(Path directory, Map<String, String> properties, List<String> flags) {
        Path jar = directory.resolve("floor.jar");
        try {
            // Once: an archive of classes is good for the very same file.
            if (Files.notExists(jar)) {
                PackedPlugin.pack(jar, "dev.parley.bench.floor", Files.createTempDirectory("floor"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar")
                        && !Path.of(entry).getParent().endsWith("target")
                        && !entry.contains("swagger-ui"))
                .collect(Collectors.joining(File.pathSeparator));
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(FLAGS);
        command.addAll(flags);
        Map<String, String> all = new TreeMap<>(properties);
        all.put("floor", "true");
        all.put("micronaut.server.port", Integer.toString(port));
        all.put("micronaut.security.enabled", "false");
        all.put("micronaut.metrics.enabled", "false");
        all.put("micronaut.executors.floor.type", "fixed");
        all.put("micronaut.executors.floor.n-threads", "8");
        all.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(
                List.of("-classpath", jar + File.pathSeparator + libraries, "dev.parley.bench.floor.FloorApplication"));
        Running running = start(command, directory, port, Map.of());
        running.awaitAnswer("/floor/nothing");
        return running;
    }

    /** Runs a command of the jar and returns the first line that it prints. */
    static String command(Path directory, Map<String, String> settings, String... arguments) {
        return command(directory, settings, List.of(), arguments);
    }

    /** The same with flags. */
    static String command(Path directory, Map<String, String> settings, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(flags);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Running running = start(command, directory, 0, settings);
        try {
            if (running.process.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(output(directory, 0)));
            }
            return Files.readAllLines(output(directory, 0)).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Running start(List<String> command, Path directory, int port, Map<String, String> settings) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output(directory, port).toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
        builder.environment().put("PARLEY_PORT", Integer.toString(port));
        builder.environment().putAll(settings);
        try {
            return new Running(builder.start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path output(Path directory, int port) {
        return directory.resolve(port + ".log");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer(String path) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                client().get(path).expect(200);
                return;
            } catch (UncheckedIOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw e;
                }
            }
            Threads.pause(BETWEEN_TRIES_MILLIS);
        }
    }

    Client client() {
        return Client.of("http://127.0.0.1:" + port);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** How much memory of the machine it takes, in MiB; where that can be told (Linux), else NaN. */
    double residentMebibytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** How much of a processor it has used since it started. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
