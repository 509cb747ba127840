package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import dev.parley.core.testing.TestDatabases;
import dev.parley.core.testing.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is delivered, started as the README says. */
final class ServiceIT {

    private static final Map<String, String> WITH_KEY = Map.of("PARLEY_BOOTSTRAP_API_KEY", ParleyProcess.KEY);

    @TempDir
    private Path directory;

    @Test
    void anEmptyStoreGetsAKeyThatIsPrintedOnce() {
        String key;
        try (ParleyProcess parley = ParleyProcess.serve(directory, Map.of())) {
            List<String> keys = parley.lines().stream()
                    .filter(line -> line.startsWith("API key:"))
                    .map(line -> line.replaceAll("API key: +(\\S+).*", "$1"))
                    .toList();
            assertThat(keys).hasSize(1);
            key = keys.get(0);
            assertThat(parley.anonymous()
                            .key(key)
                            .post("/v1/agents", "{\"name\":\"kept\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(parley.lines()).anyMatch(line -> line.endsWith("/docs"));
        }
        assertThat(Files.exists(directory.resolve("data").resolve("parley.mv.db")))
                .isTrue();
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            assertThat(parley.output()).doesNotContain("API key:");
            // The store has a key, so the one in the settings does not become one.
            assertThat(parley.client().get("/v1/agents").status()).isEqualTo(401);
            assertThat(parley.anonymous()
                            .key(key)
                            .get("/v1/agents")
                            .expect(200)
                            .at("/0/agentName")
                            .asText())
                    .isEqualTo("kept");
        }
    }

    @Test
    void thePagesThatNeedNoKeyAreServedAndTheMetricsNeedTheirScope() {
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            Client anyone = parley.anonymous();
            for (String path : List.of("/health", "/health/liveness", "/health/readiness")) {
                assertThat(anyone.get(path).expect(200).path("status").asText()).isEqualTo("UP");
            }
            assertThat(anyone.get("/health").text()).doesNotContain("jdbc").doesNotContain(directory.toString());
            Reply page = anyone.get("/docs");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
            assertThat(page.text())
                    .contains("/openapi/polyai.json")
                    .doesNotContain("http://")
                    .doesNotContain("https://");
            for (String asset : List.of("swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js")) {
                assertThat(anyone.get("/docs/assets/" + asset).status()).isEqualTo(200);
            }
            assertThat(anyone.get("/openapi/polyai.json").expect(200).path("paths"))
                    .hasSizeGreaterThan(10);
            assertThat(anyone.get("/openapi/nope.json").status()).isEqualTo(404);
            assertThat(anyone.get("/nope").expect(404).toString()).isEqualTo("{\"message\":\"Not Found\"}");

            assertThat(anyone.get("/prometheus").status()).isEqualTo(401);
            assertThat(anyone.key("no-such-key-at-all").get("/prometheus").status())
                    .isEqualTo(401);
            parley.client().get("/v1/agents").expect(200);
            Reply metrics = parley.client().get("/prometheus");
            assertThat(metrics.status()).isEqualTo(200);
            assertThat(metrics.text())
                    .contains("http_server_requests_seconds_count")
                    .contains("jvm_memory");
            assertThat(anyone.with("Authorization", "Bearer " + ParleyProcess.KEY)
                            .get("/prometheus")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theLogHasALineForEachRequestAndNoKeyAndNoBody() {
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            parley.client()
                    .with("X-Request-Id", "request-1")
                    .post("/v1/agents", "{\"name\":\"canary-in-the-body\"}")
                    .expect(200);
            parley.anonymous().key("canary-of-a-wrong-key").get("/v1/agents").expect(401);
            parley.client().post("/v1/agents", "{\"canary-in-a-broken-body\"").expect(400);
            parley.stop();
            assertThat(parley.lines())
                    .filteredOn(line -> line.contains("request-1"))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("method=\"POST\"")
                            .contains("path=\"/v1/agents\"")
                            .contains("status=\"200\""));
            assertThat(parley.output()).doesNotContain("canary").doesNotContain(ParleyProcess.KEY);
            assertThat(parley.output()).doesNotContain("ERROR");
        }
    }

    @Test
    void aRunningRequestIsFinishedWhenTheServiceStops() throws IOException {
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), parley.port())) {
            byte[] body = "{\"name\":\"slow\"}".getBytes(StandardCharsets.UTF_8);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/agents HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + ParleyProcess.KEY
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, 5);
            out.flush();
            Threads.pause(1000);
            parley.terminate();
            Threads.pause(1000);
            out.write(body, 5, body.length - 5);
            out.flush();
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 Ok".substring(0, 15));
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("\"agentName\":\"slow\"");
            parley.awaitExit();
            assertThat(parley.output()).contains("method=\"POST\" path=\"/v1/agents\" status=\"200\"");
        }
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            assertThat(parley.client().get("/v1/agents").expect(200)).hasSize(1);
        }
    }

    @Test
    void headersOfProxiesThatAreMalformedAreIgnored() {
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            Client client = parley.client().with("Origin", "http://localhost");
            client.with("Forwarded", "for=\"").get("/v1/agents").expect(200);
            client.with("X-Forwarded-Host", "\"").get("/v1/agents").expect(200);
        }
    }

    @Test
    void aBodyOverTheLimitIsRefusedAndTheLimitIsASetting() {
        Map<String, String> settings = new HashMap<>(WITH_KEY);
        settings.put("PARLEY_MAX_BODY_BYTES", "1000");
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            parley.client()
                    .post("/v1/agents", "{\"name\":\"" + "x".repeat(2000) + "\"}")
                    .expectError(413, "BODY_TOO_LARGE");
            parley.client().post("/v1/agents", "{\"name\":\"small\"}").expect(200);
        }
    }

    @Test
    void mainCanBeMadeReadOnly() {
        Map<String, String> settings = new HashMap<>(WITH_KEY);
        settings.put("PARLEY_MAIN_WRITABLE", "false");
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            Client client = parley.client();
            String agent = "/v1/agents/"
                    + client.post("/v1/agents", "{\"name\":\"a\"}")
                            .expect(200)
                            .path("agentId")
                            .asText();
            for (String[] write : new String[][] {
                {"PATCH", "/behavior", "{\"behavior\":\"b\"}"},
                {"POST", "/knowledge-base/topics", "{\"name\":\"n\",\"content\":\"c\"}"},
                {"POST", "/attributes", "{\"name\":\"n\"}"},
                {"POST", "/variants", "{\"name\":\"n\"}"}
            }) {
                client.send(write[0], agent + "/branches/main" + write[1], write[2])
                        .expectError(422, "MAIN_BRANCH_READ_ONLY");
            }
            String branch = agent + "/branches/"
                    + client.post(agent + "/branches", "{\"branchName\":\"b\"}")
                            .expect(201)
                            .path("branchId")
                            .asText();
            client.patch(branch + "/behavior", "{\"behavior\":\"b\"}").expect(200);
            client.post(branch + "/merge").expect(200);
        }
    }

    @Test
    void whatStopsTheStartIsOneLine() throws IOException {
        try (ParleyProcess running = ParleyProcess.serve(directory, WITH_KEY)) {
            refuses("PARLEY_PORT", Map.of("PARLEY_PORT", Integer.toString(running.port()), "PARLEY_DATA_DIR", "other"));
            refuses("in use by a running Parley", Map.of());
            assertOneLine(ParleyProcess.run(directory, Map.of(), "keys", "list"), "in use by a running Parley");
            assertOneLine(
                    ParleyProcess.run(directory, Map.of(), "workspaces", "create", "x"), "in use by a running Parley");
        }
        Path file = Files.createFile(directory.resolve("file"));
        refuses(
                "PARLEY_DATA_DIR",
                Map.of("PARLEY_DATA_DIR", file.resolve("data").toString()));
        refuses(
                "PARLEY_DATABASE_URL",
                Map.of("PARLEY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + ParleyProcess.freePort() + "/none"));
        refuses("PARLEY_DATABASE_URL", Map.of("PARLEY_DATABASE_URL", "mysql://x"));
        refuses("PARLEY_PORT", Map.of("PARLEY_PORT", "http"));
        refuses("PARLEY_CARRIER_PATIENCE", Map.of("PARLEY_CARRIER_PATIENCE", "2"));
        refuses("PARLEY_BOOTSTRAP_API_KEY", Map.of("PARLEY_BOOTSTRAP_API_KEY", "short"));
    }

    private void refuses(String why, Map<String, String> settings) {
        assertOneLine(ParleyProcess.run(directory, settings), why);
    }

    private static void assertOneLine(ParleyProcess ended, String why) {
        assertThat(ended.awaitExit()).as(ended.output()).isEqualTo(1);
        assertThat(ended.lines()).as(ended.output()).hasSize(1);
        assertThat(ended.output()).contains(why);
    }

    @Test
    void everyCommandExplainsItself() {
        for (String[] command : new String[][] {
            {"--help"},
            {"workspaces", "--help"},
            {"workspaces", "create", "--help"},
            {"workspaces", "list", "--help"},
            {"keys", "--help"},
            {"keys", "create", "--help"},
            {"keys", "list", "--help"},
            {"keys", "revoke", "--help"},
            {"backup", "--help"},
            {"restore", "--help"},
            {"prune", "--help"},
            {"rehearse", "--help"}
        }) {
            ParleyProcess ended = ParleyProcess.run(directory, Map.of(), command);
            assertThat(ended.awaitExit()).isZero();
            assertThat(ended.output()).startsWith("Usage: parley");
        }
        assertThat(ParleyProcess.run(directory, Map.of(), "--version").output()).startsWith("parley 0.");
        assertThat(ParleyProcess.run(directory, Map.of(), "nope").awaitExit()).isEqualTo(2);
    }

    @Test
    void keysAreManagedBesideRunningServersOnPostgreSql() {
        Map<String, String> settings = new HashMap<>(WITH_KEY);
        settings.put("PARLEY_DATABASE_URL", TestDatabases.postgreSqlUrl());
        settings.put("PARLEY_DATABASE_USER", "postgres");
        settings.put("PARLEY_DATABASE_PASSWORD", "postgres");
        try (ParleyProcess one = ParleyProcess.serve(directory, settings);
                ParleyProcess two = ParleyProcess.serve(directory, settings)) {
            one.client().post("/v1/agents", "{\"name\":\"shared\"}").expect(200);
            assertThat(two.client().get("/v1/agents").expect(200)).hasSize(1);

            ParleyProcess created =
                    ParleyProcess.run(directory, settings, "workspaces", "create", "Acme", "--id", "acme");
            assertThat(created.lines()).containsExactly("acme");
            assertThat(ParleyProcess.run(directory, settings, "workspaces", "list")
                            .output())
                    .contains("acme", "default");
            String key = last(ParleyProcess.run(
                    directory,
                    settings,
                    "keys",
                    "create",
                    "--workspace",
                    "acme",
                    "--family",
                    "polyai",
                    "--scope",
                    "agents:read",
                    "--expires",
                    "1d"));
            assertThat(key).startsWith("polyai_sk_");
            for (ParleyProcess parley : List.of(one, two)) {
                Client caller = parley.anonymous().key(key);
                assertThat(caller.get("/v1/agents").expect(200)).isEmpty();
                caller.post("/v1/agents", "{\"name\":\"n\"}").expectError(403, "ACCOUNT_INSUFFICIENT_PERMISSIONS");
                assertThat(caller.get("/prometheus").status()).isEqualTo(403);
            }
            String listed = last(ParleyProcess.run(directory, settings, "keys", "list", "--workspace", "acme"));
            assertThat(listed).contains("agents:read").doesNotContain(key);
            String id = listed.split("\t", -1)[0];
            assertThat(ParleyProcess.run(directory, settings, "keys", "revoke", id)
                            .awaitExit())
                    .isEqualTo(1);
            assertThat(ParleyProcess.run(directory, settings, "keys", "revoke", "--workspace", "acme", id)
                            .awaitExit())
                    .isZero();
            for (ParleyProcess parley : List.of(one, two)) {
                parley.anonymous().key(key).get("/v1/agents").expectError(401, "AUTH_USER_INVALID_TOKEN");
            }
            assertOneLine(ParleyProcess.run(directory, settings, "keys", "create", "--scope", "nope"), "agents:read");
            assertOneLine(ParleyProcess.run(directory, settings, "keys", "create", "--workspace", "nope"), "nope");
        }
    }

    @Test
    void aFamilyFromAJarWorksBesideTheOthers() throws IOException {
        NotesPlugin.packInto(Files.createDirectory(directory.resolve("plugins")));
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            Client notes = parley.anonymous().with("X-Notes-Key", ParleyProcess.KEY);
            assertThat(notes.post("/notes/v1/notes", "{\"text\":\"hello\"}")
                            .expect(201)
                            .toString())
                    .isEqualTo("{\"text\":\"hello\"}");
            assertThat(notes.get("/notes/v1/notes").expect(200).toString())
                    .isEqualTo("{\"notes\":[{\"text\":\"hello\"}]}");
            Reply refused = notes.post("/notes/v1/notes", "{\"text\":\"\",\"more\":1}");
            assertThat(refused.expect(400).toString())
                    .isEqualTo(
                            "{\"problem\":\"VALIDATION_FAILED\",\"at\":\"/notes/v1/notes\",\"fields\":[\"more\",\"text\"]}");
            assertThat(refused.headers().firstValue("content-type")).contains("application/vnd.notes.problem+json");
            assertThat(parley.client()
                            .get("/notes/v1/notes")
                            .expect(401)
                            .path("problem")
                            .asText())
                    .isEqualTo("UNAUTHENTICATED");
            assertThat(notes.get("/notes/v1/nope").expect(404).path("problem").asText())
                    .isEqualTo("ROUTE_NOT_FOUND");
            JsonNode document = parley.anonymous().get("/openapi/notes.json").expect(200);
            assertThat(document.at("/paths/~1notes~1v1~1notes/post").isObject()).isTrue();
            assertThat(parley.anonymous().get("/docs").text()).contains("/openapi/notes.json", "/openapi/polyai.json");
            parley.client().post("/v1/agents", "{\"name\":\"n\"}").expect(200);
            notes.get("/v1/agents").expectError(401, "AUTH_USER_INVALID_TOKEN");
        }
    }

    private static String last(ParleyProcess ended) {
        assertThat(ended.awaitExit()).as(ended.output()).isZero();
        List<String> lines = ended.lines();
        return lines.get(lines.size() - 1);
    }
}
