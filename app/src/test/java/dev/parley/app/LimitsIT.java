package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service does about callers who ask too much, and about a store without room. */
final class LimitsIT {

    private static final String AGENTS = "/v1/agents";

    @TempDir
    private Path directory;

    @Test
    void aKeyHasItsLimitAndAWorkspaceOneForAllItsKeys() {
        Map<String, String> settings = settings(Map.of());
        ParleyProcess.run(directory, settings, "workspaces", "create", "Other", "--id", "other");
        String key = newKey(settings, "other");
        String colleague = newKey(settings, "other");
        ParleyProcess.run(directory, settings, "workspaces", "create", "Bystander", "--id", "bystander");
        String bystander = newKey(settings, "bystander");
        settings.put("PARLEY_LIMIT_PER_KEY", "20/3600s");
        settings.put("PARLEY_LIMIT_PER_WORKSPACE", "30/3600s");
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            Client first = parley.anonymous().key(key);
            for (int i = 0; i < 20; i++) {
                Reply reply = first.get(AGENTS);
                reply.expect(200);
                assertThat(header(reply, "RateLimit-Limit")).isEqualTo("20");
                assertThat(header(reply, "RateLimit-Remaining")).isEqualTo(Integer.toString(19 - i));
            }
            for (int i = 0; i < 3; i++) {
                Reply refused = first.post(AGENTS, "{\"name\":\"refused\"}");
                refused.expectError(429, "TOO_MANY_REQUESTS");
                assertThat(header(refused, "RateLimit-Remaining")).isEqualTo("0");
                assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(1L, 180L);
                assertThat(header(refused, "RateLimit-Reset")).isEqualTo(header(refused, "Retry-After"));
            }
            // Both families, one workspace: ten are left for all its keys.
            Client second = parley.anonymous().key(colleague);
            Client flowyte = parley.anonymous().with("Authorization", "Bearer " + colleague);
            for (int i = 0; i < 5; i++) {
                second.get(AGENTS).expect(200);
                flowyte.get("/api/v1/agents").expect(200);
            }
            Reply refused = flowyte.get("/api/v1/agents");
            assertThat(refused.expect(429).path("code").asText()).isEqualTo("too_many_requests");
            assertThat(header(refused, "RateLimit-Limit")).isEqualTo("30");
            assertThat(header(refused, "Content-Type")).startsWith("application/problem+json");
            // Another workspace is not concerned, and nothing was written.
            assertThat(parley.anonymous().key(bystander).get(AGENTS).expect(200))
                    .isEmpty();
        }
    }

    /** Of those who do not wait, each connection has an answer once or twice a second. */
    @Test
    void whoGoesOnRegardlessIsAnsweredSlowly() throws Exception {
        Map<String, String> settings = settings(Map.of("PARLEY_LIMIT_PER_KEY", "1/3600s"));
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            parley.client().get(AGENTS).expect(200);
            parley.client().get(AGENTS).expectError(429, "TOO_MANY_REQUESTS");
            byte[] request =
                    ascii("GET /v1/agents HTTP/1.1\r\nHost: x\r\nx-api-key: " + ParleyProcess.KEY + "\r\n\r\n");
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), parley.port())) {
                long began = System.nanoTime();
                for (int i = 0; i < 5; i++) {
                    socket.getOutputStream().write(request);
                    assertThat(statusOfNext(socket.getInputStream())).isEqualTo("HTTP/1.1 429 Too Many Requests");
                }
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
            }
        }
    }

    private static String statusOfNext(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        in.readNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Test
    void theTokensComeBack() throws Exception {
        Map<String, String> settings = settings(Map.of("PARLEY_LIMIT_PER_KEY", "5/1s"));
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            long began = System.nanoTime();
            int admitted = 0;
            while (admitted < 15) {
                Reply reply = parley.client().get(AGENTS);
                assertThat(reply.status()).isIn(200, 429);
                admitted += reply.status() == 200 ? 1 : 0;
            }
            // Five at once, and ten more at five a second.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1_900));
        }
    }

    @Test
    void webPagesMayCallWhenTheSettingNamesThem() {
        String ours = "https://console.example.com";
        Map<String, String> settings = settings(Map.of());
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            HttpHeaders headers =
                    parley.client().with("Origin", ours).get(AGENTS).headers();
            assertThat(headers.map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
            assertThat(preflight(parley, ours).headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        }
        settings.put("PARLEY_CORS_ORIGINS", ours);
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            Reply allowed = preflight(parley, ours);
            assertThat(allowed.status()).isIn(200, 204);
            assertThat(header(allowed, "Access-Control-Allow-Origin")).isEqualTo(ours);
            assertThat(header(allowed, "Access-Control-Allow-Credentials")).isNotEqualTo("true");
            Reply read = parley.client().with("Origin", ours).get(AGENTS);
            read.expect(200);
            assertThat(header(read, "Access-Control-Allow-Origin")).isEqualTo(ours);
            assertThat(read.headers().allValues("Access-Control-Expose-Headers").toString())
                    .contains("ETag", "RateLimit-Remaining");
            Reply stranger = preflight(parley, "https://elsewhere.example.com");
            assertThat(header(stranger, "Access-Control-Allow-Origin")).isEmpty();
        }
    }

    private static Reply preflight(ParleyProcess parley, String origin) {
        return parley.anonymous()
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "x-api-key,content-type,if-match")
                .send("OPTIONS", AGENTS, null);
    }

    @Test
    void whoSendsARequestTooSlowlyIsLetGo() throws Exception {
        Map<String, String> settings = settings(Map.of("PARLEY_REQUEST_TIMEOUT", "2s"));
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            String head = "POST /v1/agents HTTP/1.1\r\nHost: x\r\nx-api-key: " + ParleyProcess.KEY
                    + "\r\nContent-Type: application/json\r\n";
            assertThat(isLetGo(parley, head)).as("in the head").isTrue();
            assertThat(isLetGo(parley, head + "Content-Length: 100\r\n\r\n{"))
                    .as("in the body")
                    .isTrue();
            // A connection that waits between requests is none of these.
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), parley.port())) {
                for (int i = 0; i < 3; i++) {
                    socket.getOutputStream().write(ascii("GET /health HTTP/1.1\r\nHost: x\r\n\r\n"));
                    assertThat(socket.getInputStream().read()).isEqualTo('H');
                    Thread.sleep(1_500);
                    socket.getInputStream().skip(socket.getInputStream().available());
                }
            }
            assertThat(parley.client().get(AGENTS).expect(200)).isEmpty();
        }
    }

    /** Sends the beginning of a request, and then a byte again and again; tells whether the connection is closed meanwhile. */
    private static boolean isLetGo(ParleyProcess parley, String beginning) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), parley.port())) {
            socket.setSoTimeout(1);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(ascii(beginning));
            for (int i = 0; i < 80; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(100);
                if (isClosed(in)) {
                    return true;
                }
            }
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static boolean isClosed(InputStream in) throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A full disk, as the operating system shows it: files cannot grow. */
    @Test
    void anEmbeddedStoreWithoutRoomSaysSoAndLosesNothingThatWasAcknowledged() {
        Map<String, String> settings = settings(Map.of());
        List<String> acknowledged = new ArrayList<>();
        try (ParleyProcess parley = ParleyProcess.serveWithSmallFiles(directory, settings)) {
            Reply refused = null;
            for (int i = 0; i < 2_000 && refused == null; i++) {
                String body = "{\"name\":\"agent " + i + "\",\"description\":\"" + filler(i) + "\"}";
                Reply reply = parley.client().post(AGENTS, body);
                if (reply.status() == 200) {
                    acknowledged.add(reply.json().path("agentId").asText());
                } else {
                    refused = reply;
                }
            }
            assertThat(refused).isNotNull();
            assertThat(refused.status()).as(refused.text()).isIn(507, 503);
            assertThat(parley.output()).contains("STORE_FULL");
            parley.kill();
        }
        assertThat(acknowledged).isNotEmpty();
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            List<String> kept = new ArrayList<>();
            parley.client()
                    .get(AGENTS)
                    .expect(200)
                    .forEach(agent -> kept.add(agent.path("agentId").asText()));
            assertThat(kept).containsAll(acknowledged);
            parley.client().post(AGENTS, "{\"name\":\"there is room again\"}").expect(200);
        }
    }

    /** Text that does not compress. */
    private static String filler(int seed) {
        java.util.Random random = new java.util.Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    @Test
    void aPostgreSqlWithoutRoomSaysSo() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            Map<String, String> settings = settings(Map.of(
                    "PARLEY_DATABASE_URL", url.replaceAll("\\?.*", ""),
                    "PARLEY_DATABASE_USER", "postgres",
                    "PARLEY_DATABASE_PASSWORD", "postgres"));
            try (ParleyProcess parley = ParleyProcess.serve(directory, settings);
                    Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                parley.client().post(AGENTS, "{\"name\":\"kept\"}").expect(200);
                // What PostgreSQL answers where a file cannot grow.
                statement.execute("create function no_room() returns trigger language plpgsql as $$"
                        + " begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$");
                statement.execute("create trigger no_room before insert on core_audit execute function no_room()");
                parley.client().post(AGENTS, "{\"name\":\"refused\"}").expectError(507, "STORE_FULL");
                assertThat(parley.client().get(AGENTS).expect(200)).hasSize(1);
                statement.execute("drop trigger no_room on core_audit");
                parley.client()
                        .post(AGENTS, "{\"name\":\"there is room again\"}")
                        .expect(200);
                assertThat(parley.client().get(AGENTS).expect(200)).hasSize(2);
            }
        }
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("PARLEY_BOOTSTRAP_API_KEY", ParleyProcess.KEY);
        settings.put("PARLEY_DATA_DIR", directory.resolve("data").toString());
        return settings;
    }

    private String newKey(Map<String, String> settings, String workspace) {
        return ParleyProcess.run(directory, settings, "keys", "create", "--workspace", workspace)
                .lines()
                .get(0);
    }

    private static String header(Reply reply, String name) {
        return reply.headers().firstValue(name).orElse("");
    }
}
