package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.Client;
import dev.parley.core.testing.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real jar in a process of its own, in an empty directory, with no settings but the given ones. */
final class ParleyProcess implements AutoCloseable {

    static final String KEY = "bootstrap-key-of-the-tests";

    private static final Path JAR = Path.of("target", "parley.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Made once for each jar, as the README tells: with it a start takes half as long. */
    private static final Path ARCHIVE = archive();

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path output;
    private final int port;

    private ParleyProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    private static Path archive() {
        Path archive = Path.of("target", "parley.jsa").toAbsolutePath();
        try {
            if (Files.exists(archive)
                    && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(JAR)) > 0) {
                return archive;
            }
            // Other tests may be about to make it, too.
            Path own = Files.createTempFile(archive.getParent(), "parley", ".jsa");
            Process rehearsal = new ProcessBuilder(
                            JAVA, "-XX:ArchiveClassesAtExit=" + own, "-jar", JAR.toString(), "rehearse")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(rehearsal.waitFor()).as("the rehearsal's exit status").isZero();
            return Files.move(own, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a server and waits until it serves. */
    static ParleyProcess serve(Path directory, Map<String, String> settings) {
        return serve(directory, settings, List.of());
    }

    /** The same where the operating system lets no file grow beyond two MiB, as if its disk were full then. */
    static ParleyProcess serveWithSmallFiles(Path directory, Map<String, String> settings) {
        return serve(directory, settings, List.of("sh", "-c", "ulimit -f 4096; exec \"$@\"", "sh"));
    }

    private static ParleyProcess serve(Path directory, Map<String, String> settings, List<String> wrapper) {
        int port = freePort();
        ParleyProcess parley = start(directory, settings, port, wrapper);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!parley.output().contains("Parley serves at")) {
            assertThat(parley.process.isAlive()).as(parley.output()).isTrue();
            assertThat(System.nanoTime()).as(parley.output()).isLessThan(end);
            Threads.pause(50);
        }
        return parley;
    }

    /** Runs a command to its end. */
    static ParleyProcess run(Path directory, Map<String, String> settings, String... arguments) {
        ParleyProcess parley = start(directory, settings, freePort(), List.of(), arguments);
        try {
            parley.awaitExit();
        } finally {
            // Something that serves instead must not outlive the test that it fails.
            parley.process.destroyForcibly();
        }
        return parley;
    }

    private static ParleyProcess start(
            Path directory, Map<String, String> settings, int port, List<String> wrapper, String... arguments) {
        try {
            List<String> command = new ArrayList<>(wrapper);
            command.addAll(List.of(
                    JAVA,
                    "-XX:SharedArchiveFile=" + ARCHIVE,
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-jar",
                    JAR.toString()));
            command.addAll(List.of(arguments));
            Path output = Files.createTempFile("parley", ".log");
            output.toFile().deleteOnExit();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
            builder.environment().put("PARLEY_PORT", Integer.toString(port));
            builder.environment().putAll(settings);
            return new ParleyProcess(builder.start(), output, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** A caller with the bootstrap key. */
    Client client() {
        return anonymous().key(KEY);
    }

    Client anonymous() {
        return Client.of("http://127.0.0.1:" + port);
    }

    /** All that it has printed. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed, in lines. */
    List<String> lines() {
        return output().lines().toList();
    }

    /** Asks it to stop in order. */
    void terminate() {
        process.destroy();
    }

    /** Lets it stop in order. All that it has to say has been printed then. */
    void stop() {
        terminate();
        awaitExit();
    }

    /** Ends it at once, as a crash would. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits for its end and returns the exit status. */
    int awaitExit() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(output())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
