package dev.parley.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bare.BareApplication;
import dev.parley.core.database.Database;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.TestDatabases;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The module in an application of somebody else, in a process of its own: with the core and what that needs on its class path, and
 * neither another module nor anything of these tests but the application. The application says who calls and which agents there are.
 *
 * <p>Seen to fail when the default connector was not named by the application's directory.
 */
final class BareApplicationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern URL = Pattern.compile("Bare serves at (\\S+)");

    @TempDir
    private Path directory;

    @Test
    void theModuleRunsAloneOnH2() throws Exception {
        serveAlone(TestDatabases.h2());
    }

    @Test
    void theModuleRunsAloneOnPostgreSql() throws Exception {
        serveAlone(TestDatabases.postgreSql());
    }

    private void serveAlone(Map<String, String> settings) throws Exception {
        Process process = start(settings);
        try {
            Client host = Client.of(awaitUrl(process));
            live(host, host.with("X-Bare-User", "ada"));
        } finally {
            process.getOutputStream().close();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(output())
                    .isTrue();
        }
        assertThat(output()).doesNotContain("WARN", "ERROR", "Exception");
    }

    private static void live(Client host, Client ada) {
        String one = "/v1/agents/one/telephony";
        host.get(one + "/connectors").expectError(401, "AUTH_USER_INVALID_TOKEN");
        ada.get(one + "/connectors").expectError(404, "PROJECT_NOT_FOUND");
        ada.post(one + "/phone-numbers/+12025550100", "{}").expectError(404, "PROJECT_NOT_FOUND");
        host.post("/agents/one/VARIANT-1").expect(200);
        host.post("/agents/two/VARIANT-2").expect(200);
        ada.post(one + "/phone-numbers", "{\"phoneNumbers\":[\"+12025550100\",\"+12025550101\"]}")
                .expect(201);
        ada.post("/v1/agents/two/telephony/phone-numbers/+12025550100", "{}")
                .expectError(409, "PHONE_NUMBERS_ALREADY_EXISTS");
        var connector = ada.get(one + "/connectors").expect(200).at("/connectors/0");
        assertThat(connector.path("name").asText()).isEqualTo("Our one (live)");
        String path = one + "/connectors/" + connector.path("connectorId").asText();
        ada.patch(path, "{\"variantId\":\"VARIANT-2\"}").expectError(400, "CONNECTORS_VALIDATION_FAILED");
        ada.patch(path, "{\"variantId\":\"VARIANT-1\"}").expect(200);
        host.delete("/agents/one/VARIANT-1").expect(200);
        assertThat(ada.get(path).expect(200).path("variantId").asText("?")).isEmpty();
        ada.patch(path, "{\"projectId\":\"three\"}").expectError(403, "ACCOUNT_INSUFFICIENT_PERMISSIONS");
        ada.patch(path, "{\"projectId\":\"two\"}").expect(200);
        ada.post(one + "/phone-numbers/+12025550102", "{}").expect(201);
        host.delete("/agents/two").expect(200);
        ada.get("/v1/agents/two/telephony/phone-numbers").expectError(404, "PROJECT_NOT_FOUND");
        ada.post(one + "/phone-numbers/%2B12025550100", "{}").expect(201);
        assertThat(ada.get(one + "/phone-numbers").expect(200).findValuesAsText("number"))
                .containsExactly("+12025550102", "+12025550100");
        ada.get("/v1/agents").expectError(404, "ROUTE_NOT_FOUND");
    }

    private Process start(Map<String, String> settings) throws IOException, URISyntaxException {
        List<String> tests = List.of(locationOf(BareApplication.class), locationOf(Client.class));
        List<String> classPath = new ArrayList<>(List.of(copyOfTheApplication().toString()));
        for (String entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
            if (!tests.contains(entry)) {
                classPath.add(entry);
            }
        }
        assertThat(classPath)
                .contains(locationOf(Database.class), locationOf(TelephonyModule.class))
                .noneMatch(entry -> entry.contains("module-agents"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, classPath)));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(BareApplication.class.getName());
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    /** The application's classes and what Micronaut generated for them, away from the tests. */
    private Path copyOfTheApplication() throws IOException, URISyntaxException {
        Path root = Path.of(locationOf(BareApplication.class));
        Path copy = directory.resolve("classes");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = root.relativize(file);
                if (name.toString().replace(File.separatorChar, '.').contains("dev.parley.bare.")) {
                    Files.createDirectories(copy.resolve(name).getParent());
                    Files.copy(file, copy.resolve(name));
                }
            }
        }
        Files.writeString(copy.resolve("logback.xml"), """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%level %logger %msg%n%ex</pattern></encoder>
                  </appender>
                  <!-- It warns of every release of a database that is newer than itself. -->
                  <logger name="org.flywaydb" level="error"/>
                  <root level="warn"><appender-ref ref="out"/></root>
                </configuration>
                """);
        return copy;
    }

    private static String locationOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private String awaitUrl(Process process) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Matcher matcher = URL.matcher(output());
            if (matcher.find()) {
                return matcher.group(1);
            }
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(output())
                    .isTrue();
            Thread.sleep(50);
        }
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("output"));
    }
}
