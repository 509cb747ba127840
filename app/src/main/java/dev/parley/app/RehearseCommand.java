package dev.parley.app;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley rehearse}. */
@Command(
        name = "rehearse",
        description =
                "Starts on an empty store of its own, sends itself a few requests and ends, whatever the settings say. Under"
                        + " java -XX:ArchiveClassesAtExit=parley.jsa this makes the archive that later starts are faster with.",
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        String key = UUID.randomUUID().toString();
        try {
            Path directory = Files.createTempDirectory("parley-rehearsal");
            try {
                Settings settings = Settings.from(Map.of(
                        "PARLEY_DATA_DIR", directory.toString(), "PARLEY_PORT", "0", "PARLEY_BOOTSTRAP_API_KEY", key));
                try (ApplicationContext context = Store.open(settings)) {
                    context.getBean(Bootstrap.class).run(settings.bootstrapApiKey());
                    EmbeddedServer server =
                            context.getBean(EmbeddedServer.class).start();
                    send(server, key, "POST", "/v1/agents", "{\"name\":\"Rehearsal\"}");
                    send(server, key, "GET", "/v1/agents", "");
                    send(server, key, "GET", "/health", "");
                }
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Cli.out(spec).println("Rehearsed");
    }

    private static void send(EmbeddedServer server, String key, String method, String path, String body)
            throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(server.getURL() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("x-api-key", key);
        if (!body.isEmpty()) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        connection.getInputStream().readAllBytes();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.delete(file);
            }
        }
    }
}
