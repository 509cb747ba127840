package com.example.greetings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plug-in in a server with agents, through HTTP as a client of the API would use it. */
@MicronautTest(transactional = false)
final class GreetingsTest {

    private static final String ALL = "agents:read agents:write deployments:write greetings:read greetings:write";
    private static final String HELLO = "{\"text\":\"Hello.\"}";

    private static int workspaces;

    @Inject
    EmbeddedServer server;

    /** May do everything in a workspace of its own. */
    private TestClient client;

    private String agentId;

    private String agent;

    /** The greetings on the main branch of the agent. */
    private String greetings;

    @BeforeEach
    void createAgent() throws Exception {
        client = new TestClient(
                server.getURL().toString(), Map.of("X-Test-Workspace", "w" + ++workspaces, "X-Test-Scopes", ALL));
        agentId = client.send(200, "POST", "/v1/agents", "{\"name\":\"Agent\"}")
                .path("agentId")
                .asText();
        agent = "/v1/agents/" + agentId;
        greetings = agent + "/branches/main/greetings";
    }

    @Test
    void keepsOneGreetingALocale() throws Exception {
        client.put(greetings + "/en-GB", HELLO);
        client.put(greetings + "/de", "{\"text\":\"Hallo.\",\"reprompt\":\"Sind Sie noch da?\"}");
        client.put(greetings + "/EN-gb", "{\"text\":\"Good day.\"}");
        assertEquals(
                "[{\"locale\":\"en-GB\",\"text\":\"Good day.\",\"reprompt\":\"\"},"
                        + "{\"locale\":\"de\",\"text\":\"Hallo.\",\"reprompt\":\"Sind Sie noch da?\"}]",
                client.get(greetings).toString());
        assertEquals(
                "en-GB",
                client.get(greetings + "?limit=1").path(0).path("locale").asText());
        assertEquals("Hallo.", client.get(greetings + "/de").path("text").asText());

        client.send(204, "DELETE", greetings + "/de", "");
        assertEquals("GREETING_NOT_FOUND", code(client.send(404, "GET", greetings + "/de", "")));
        assertEquals("GREETING_NOT_FOUND", code(client.send(404, "DELETE", greetings + "/de", "")));
    }

    @Test
    void fallsBackToTheLanguageAndThenToTheDefaultLocale() throws Exception {
        client.put(greetings + "/de", "{\"text\":\"Hallo.\"}");
        client.put(greetings + "/en-GB", HELLO);
        assertEquals(
                "de",
                client.get(greetings + "/de-Latn-AT?fallback=true")
                        .path("locale")
                        .asText());
        client.send(404, "GET", greetings + "/de-AT", "");
        client.send(404, "GET", greetings + "/fr?fallback=true", "");

        assertEquals("DEFAULT_LOCALE_NOT_FOUND", code(client.send(404, "GET", "/v1/greetings/default-locale", "")));
        client.put("/v1/greetings/default-locale", "{\"locale\":\"de\"}");
        client.put("/v1/greetings/default-locale", "{\"locale\":\"en-gb\"}");
        assertEquals(
                "{\"locale\":\"en-GB\"}",
                client.get("/v1/greetings/default-locale").toString());
        assertEquals(
                "Hello.",
                client.get(greetings + "/fr?fallback=true").path("text").asText());

        client.send(204, "DELETE", "/v1/greetings/default-locale", "");
        client.send(404, "DELETE", "/v1/greetings/default-locale", "");
        client.send(404, "GET", greetings + "/fr?fallback=true", "");
    }

    @Test
    void shortensTagsAsRfc4647Says() {
        assertEquals(
                List.of("zh-Hant-CN-x-private1-private2", "zh-Hant-CN-x-private1", "zh-Hant-CN", "zh-Hant", "zh"),
                Locales.lookup("zh-Hant-CN-x-private1-private2"));
    }

    @Test
    void refusesWhatIsNoGreeting() throws Exception {
        for (String body : List.of("{}", "{\"text\":\"\"}", "{\"text\":1}", "{\"text\":\"a\",\"more\":1}")) {
            assertEquals("SCHEMA_VALIDATION_FAILED", code(client.send(400, "PUT", greetings + "/en", body)), body);
        }
        String long1 = "{\"text\":\"" + "x".repeat(GreetingKind.MAX_LENGTH + 1) + "\"}";
        client.send(400, "PUT", greetings + "/en", long1);
        for (String locale :
                List.of("much-too-long-for-one", "e", "en_GB", "und", "en-x-" + "abcdefgh-".repeat(4) + "z")) {
            JsonNode error = client.send(400, "PUT", greetings + "/" + locale, HELLO);
            assertEquals("locale", error.at("/errors/0/field").asText(), locale);
            client.send(400, "PUT", "/v1/greetings/default-locale", "{\"locale\":\"" + locale + "\"}");
        }
        assertEquals(0, client.get(greetings).size());
    }

    @Test
    void mergesLeafByLeaf() throws Exception {
        client.put(greetings + "/en", "{\"text\":\"Hello.\",\"reprompt\":\"Are you there?\"}");
        String branch = fork("wording");
        client.put(branch + "/greetings/en", "{\"text\":\"Hello.\",\"reprompt\":\"Still there?\"}");
        client.put(branch + "/greetings/fr", "{\"text\":\"Bonjour.\"}");
        client.put(greetings + "/en", "{\"text\":\"Welcome.\",\"reprompt\":\"Are you there?\"}");
        client.put(greetings + "/de", "{\"text\":\"Hallo.\"}");
        client.send(200, "POST", branch + "/merge", "");
        assertEquals(
                "{\"locale\":\"en\",\"text\":\"Welcome.\",\"reprompt\":\"Still there?\"}",
                client.get(greetings + "/en").toString());
        assertEquals(3, client.get(greetings).size());
    }

    @Test
    void reportsWhatBothSidesChangedAndTakesTheDecision() throws Exception {
        client.put(greetings + "/en", HELLO);
        String branch = fork("wording");
        client.put(branch + "/greetings/en", "{\"text\":\"Theirs.\"}");
        client.put(greetings + "/en", "{\"text\":\"Ours.\"}");
        JsonNode conflict = client.send(400, "POST", branch + "/merge", "").at("/conflicts/0");
        assertEquals("[\"greetings\",\"en\",\"text\"]", conflict.path("path").toString());
        assertEquals("Hello.", conflict.path("baseValue").asText());
        assertEquals("Ours.", conflict.path("oursValue").asText());
        assertEquals("Theirs.", conflict.path("theirsValue").asText());

        // A decision by value must be a greeting too.
        client.send(400, "POST", branch + "/merge", decision("\"strategy\":\"theirs\",\"value\":\"\""));
        client.send(400, "POST", branch + "/merge", decision("\"strategy\":\"theirs\",\"value\":7"));
        assertEquals("Ours.", client.get(greetings + "/en").path("text").asText());
        client.send(200, "POST", branch + "/merge", decision("\"strategy\":\"theirs\""));
        assertEquals("Theirs.", client.get(greetings + "/en").path("text").asText());
    }

    private static String decision(String how) {
        return "{\"conflictResolutions\":[{\"path\":[\"greetings\",\"en\",\"text\"]," + how + "}]}";
    }

    @Test
    void needsACallerAndTheScopes() throws Exception {
        client.put(greetings + "/en", HELLO);
        TestClient nobody = new TestClient(client.base(), Map.of());
        TestClient reader = client.with("X-Test-Scopes", "greetings:read agents:write");
        TestClient writer = client.with("X-Test-Scopes", "greetings:write agents:read");
        for (String path : List.of(greetings, greetings + "/en", "/v1/greetings/default-locale")) {
            assertEquals("AUTH_USER_INVALID_TOKEN", code(nobody.send(401, "GET", path, "")), path);
            assertEquals("ACCOUNT_INSUFFICIENT_PERMISSIONS", code(writer.send(403, "GET", path, "")), path);
        }
        for (Map.Entry<String, String> write : Map.of(
                        greetings + "/en", HELLO, "/v1/greetings/default-locale", "{\"locale\":\"en\"}")
                .entrySet()) {
            for (String method : List.of("PUT", "DELETE")) {
                String body = method.equals("PUT") ? write.getValue() : "";
                nobody.send(401, method, write.getKey(), body);
                reader.send(403, method, write.getKey(), body);
            }
        }
        assertEquals(1, reader.get(greetings).size());
        reader.send(404, "GET", "/v1/greetings/default-locale", "");
        writer.put(greetings + "/en", "{\"text\":\"Changed.\"}");
        writer.put("/v1/greetings/default-locale", "{\"locale\":\"en\"}");
        writer.send(204, "DELETE", "/v1/greetings/default-locale", "");
        writer.send(204, "DELETE", greetings + "/en", "");
    }

    @Test
    void keepsWorkspacesAndAgentsApart() throws Exception {
        client.put(greetings + "/en", HELLO);
        client.put("/v1/greetings/default-locale", "{\"locale\":\"en\"}");
        TestClient stranger = client.with("X-Test-Workspace", "strangers-" + workspaces);
        for (String method : List.of("GET", "PUT", "DELETE")) {
            String body = method.equals("PUT") ? HELLO : "";
            assertEquals("PROJECT_NOT_FOUND", code(stranger.send(404, method, greetings + "/en", body)), method);
        }
        stranger.send(404, "GET", greetings, "");
        stranger.send(404, "GET", "/v1/greetings/default-locale", "");
        stranger.send(404, "DELETE", "/v1/greetings/default-locale", "");

        TestClient limited = client.with("X-Test-Agents", "another-agent");
        limited.send(403, "GET", greetings, "");
        limited.send(403, "PUT", greetings + "/en", HELLO);
        limited.send(403, "DELETE", greetings + "/en", "");
        // The default locale is everybody's, so it is not for a caller who is limited to some agents, even this one.
        TestClient ofThisAgent = client.with("X-Test-Agents", agentId);
        ofThisAgent.put(greetings + "/en", HELLO);
        ofThisAgent.send(403, "PUT", "/v1/greetings/default-locale", "{\"locale\":\"fr\"}");
        ofThisAgent.send(403, "DELETE", "/v1/greetings/default-locale", "");
        assertEquals(
                "en",
                ofThisAgent.get("/v1/greetings/default-locale").path("locale").asText());
    }

    @Test
    void repeatsAnAnswerInsteadOfAWrite() throws Exception {
        TestClient retrying = client.with("Idempotency-Key", "once");
        JsonNode first = retrying.put(greetings + "/en", HELLO);
        client.put(greetings + "/en", "{\"text\":\"Later.\"}");
        assertEquals(first, retrying.put(greetings + "/en", HELLO));
        assertEquals("Later.", client.get(greetings + "/en").path("text").asText());
    }

    private String fork(String name) throws Exception {
        JsonNode created = client.send(201, "POST", agent + "/branches", "{\"branchName\":\"" + name + "\"}");
        return agent + "/branches/" + created.path("branchId").asText();
    }

    private static String code(JsonNode error) {
        assertTrue(error.path("error_id").isTextual(), error.toString());
        return error.path("error_code").asText();
    }
}
