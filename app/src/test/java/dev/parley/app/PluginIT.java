package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plug-in that was built outside of this build, beside the jar as it is delivered. Seen to fail when an operation of the plug-in
 * demanded another scope.
 */
final class PluginIT {

    private static final String HELLO = "{\"text\":\"Hello.\",\"reprompt\":\"Are you there?\"}";

    private static final String SANDBOX = "{\"environment\":\"sandbox\"}";
    private static final String FORBIDDEN = "ACCOUNT_INSUFFICIENT_PERMISSIONS";

    @TempDir
    private Path directory;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void dropIn() throws IOException {
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        Files.copy(GreetingsPlugin.jar(), plugins.resolve("greetings.jar"));
        settings.put("PARLEY_BOOTSTRAP_API_KEY", ParleyProcess.KEY);
    }

    @Test
    void worksOnH2() {
        works();
    }

    @Test
    void worksOnPostgreSql() {
        settings.put("PARLEY_DATABASE_URL", TestDatabases.postgreSqlUrl());
        settings.put("PARLEY_DATABASE_USER", "postgres");
        settings.put("PARLEY_DATABASE_PASSWORD", "postgres");
        works();
    }

    private void works() {
        String agent;
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            Client client = parley.client();
            agent = "/v1/agents/"
                    + client.post("/v1/agents", "{\"name\":\"a\"}")
                            .expect(200)
                            .path("agentId")
                            .asText();
            client.send("PUT", agent + "/branches/main/greetings/en", HELLO).expect(200);
            client.send("PUT", "/v1/greetings/default-locale", "{\"locale\":\"fr\"}")
                    .expect(200);
            assertThat(parley.output()).contains("Module greetings of family polyai: kinds [greeting]");
        }
        String reads = newKey("greetings:read");
        String agents = newKey("agents:read,agents:write,deployments:write");
        addScript("update greetings_default_locale set locale = 'en'");
        // What it stored is there again; its first migration does not run twice, and the new one runs.
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            assertThat(parley.client()
                            .get("/v1/greetings/default-locale")
                            .expect(200)
                            .path("locale")
                            .asText())
                    .isEqualTo("en");
            keepsToItsScopes(parley, agent, reads, agents);
            standsInTheOpenApiDocument(parley);
            mergesAndIsPublished(parley.client(), agent);
            reportsWhatBothSidesChanged(parley.client(), agent);
        }
    }

    private void addScript(String sql) {
        Path jar = directory.resolve("plugins").resolve("greetings.jar");
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            Files.writeString(content.getPath("parley/migration/greetings/V2__english.sql"), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keepsToItsScopes(ParleyProcess parley, String agent, String reads, String agents) {
        String greeting = agent + "/branches/main/greetings/en";
        Client reader = parley.anonymous().key(reads);
        assertThat(reader.get(greeting).expect(200).path("text").asText()).isEqualTo("Hello.");
        assertThat(reader.get(agent + "/branches/main/greetings/fr?fallback=true")
                        .expect(200)
                        .path("locale")
                        .asText())
                .isEqualTo("en");
        reader.send("PUT", greeting, HELLO).expectError(403, FORBIDDEN);
        reader.delete(greeting).expectError(403, FORBIDDEN);
        reader.delete("/v1/greetings/default-locale").expectError(403, FORBIDDEN);
        reader.get("/v1/agents").expectError(403, FORBIDDEN);
        Client other = parley.anonymous().key(agents);
        other.get("/v1/agents").expect(200);
        other.get(greeting).expectError(403, FORBIDDEN);
        other.get("/v1/greetings/default-locale").expectError(403, FORBIDDEN);
        parley.anonymous().get(greeting).expectError(401, "AUTH_USER_INVALID_TOKEN");
        JsonNode refused = parley.client()
                .send("PUT", greeting, "{\"text\":\"\",\"more\":1}")
                .expectError(400, "SCHEMA_VALIDATION_FAILED");
        assertThat(refused.path("errors").findValuesAsText("field")).containsExactlyInAnyOrder("text", "more");
        assertThat(reader.get(greeting).expect(200).path("text").asText()).isEqualTo("Hello.");
    }

    private static void standsInTheOpenApiDocument(ParleyProcess parley) {
        JsonNode document = parley.anonymous().get("/openapi/polyai.json").expect(200);
        JsonNode put = document.path("paths")
                .path("/v1/agents/{agentId}/branches/{branchId}/greetings/{locale}")
                .path("put");
        assertThat(put.path("operationId").asText()).isEqualTo("putGreeting");
        assertThat(put.at("/responses/403/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Error");
        assertThat(put.at("/requestBody/content/application~1json/schema/$ref").asText())
                .isEqualTo("#/components/schemas/PutGreetingBody");
        assertThat(document.at("/components/schemas/PutGreetingBody/required/0").asText())
                .isEqualTo("text");
        assertThat(document.path("paths").has("/v1/greetings/default-locale")).isTrue();
        // Beside what was there before.
        assertThat(document.path("paths").has("/v1/agents/{agentId}/branches/{branchId}/behavior"))
                .isTrue();
    }

    private static void mergesAndIsPublished(Client client, String agent) {
        String main = agent + "/branches/main/greetings";
        String branch = fork(client, agent, "one-sided");
        client.send("PUT", branch + "/greetings/en", "{\"text\":\"Hello.\",\"reprompt\":\"Still there?\"}")
                .expect(200);
        client.send("PUT", branch + "/greetings/fr", "{\"text\":\"Bonjour.\"}").expect(200);
        client.send("PUT", main + "/en", "{\"text\":\"Welcome.\",\"reprompt\":\"Are you there?\"}")
                .expect(200);
        client.send("PUT", main + "/de", "{\"text\":\"Hallo.\"}").expect(200);
        client.post(branch + "/merge").expect(200);
        assertThat(client.get(main).expect(200).findValuesAsText("locale")).containsExactlyInAnyOrder("en", "de", "fr");
        assertThat(client.get(main + "/en").expect(200).toString())
                .isEqualTo("{\"locale\":\"en\",\"text\":\"Welcome.\",\"reprompt\":\"Still there?\"}");

        // The merge published them, so there is nothing to publish until one of them changes.
        client.post(agent + "/deployments/publish", SANDBOX).expectError(409, "DEPLOYMENTS_ALREADY_PUBLISHED");
        String published = client.get(agent + "/deployments/active")
                .expect(200)
                .at("/activeDeployments/sandbox/id")
                .asText();
        client.delete(main + "/fr").expect(204);
        client.post(agent + "/deployments/publish", SANDBOX).expect(201);
        // What was published with the agent comes back with it.
        client.post(agent + "/deployments/" + published + "/rollback").expect(200);
        assertThat(client.get(main + "/fr").expect(200).path("text").asText()).isEqualTo("Bonjour.");
        client.delete(main + "/fr").expect(204);
    }

    private static void reportsWhatBothSidesChanged(Client client, String agent) {
        String main = agent + "/branches/main/greetings";
        String branch = fork(client, agent, "two-sided");
        client.send("PUT", branch + "/greetings/en", "{\"text\":\"Theirs.\"}").expect(200);
        client.send("PUT", main + "/en", "{\"text\":\"Ours.\"}").expect(200);
        client.delete(main + "/de").expect(204);
        client.send("PUT", branch + "/greetings/de", "{\"text\":\"Guten Tag.\"}")
                .expect(200);
        JsonNode conflicts = client.post(branch + "/merge").expect(400).path("conflicts");
        assertThat(conflicts.findValues("path").stream().map(JsonNode::toString))
                .contains("[\"greetings\",\"en\",\"text\"]", "[\"greetings\",\"de\"]")
                .allMatch(path -> path.startsWith("[\"greetings\",\"en\",") || path.equals("[\"greetings\",\"de\"]"));
        assertThat(client.get(main).expect(200).findValuesAsText("text")).containsExactly("Ours.");
        client.post(
                        branch + "/merge",
                        "{\"conflictResolutions\":[{\"path\":[\"greetings\",\"en\",\"text\"],\"strategy\":\"theirs\"},"
                                + "{\"path\":[\"greetings\",\"de\"],\"strategy\":\"theirs\"}]}")
                .expect(200);
        assertThat(client.get(main).expect(200).findValuesAsText("text"))
                .containsExactlyInAnyOrder("Theirs.", "Guten Tag.");
    }

    private static String fork(Client client, String agent, String name) {
        return agent + "/branches/"
                + client.post(agent + "/branches", "{\"branchName\":\"" + name + "\"}")
                        .expect(201)
                        .path("branchId")
                        .asText();
    }

    private String newKey(String scopes) {
        ParleyProcess created = ParleyProcess.run(directory, settings, "keys", "create", "--scope", scopes);
        assertThat(created.awaitExit()).as(created.output()).isZero();
        List<String> lines = created.lines();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }
}
