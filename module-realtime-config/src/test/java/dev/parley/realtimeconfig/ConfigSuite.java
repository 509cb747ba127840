package dev.parley.realtimeconfig;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.HttpSuite;
import dev.parley.core.testing.ModuleUnderTest;
import dev.parley.core.testing.Operation;
import dev.parley.core.testing.TestAgents;
import dev.parley.core.testing.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;

/** A workspace with an agent whose live page is written and has a change scheduled. */
abstract class ConfigSuite extends HttpSuite implements ModuleUnderTest {

    static final String SOON = "2099-01-01T00:00:00Z";

    /** The path of the pages of the agent. */
    String pages;

    /** The path of the live page of the agent. */
    String live;

    private final List<String> agents = new ArrayList<>();
    private Map<String, String> ids = Map.of();

    @Override
    public List<Operation> operations() {
        return Operations.ALL;
    }

    @Override
    public Map<String, String> ids() {
        return ids;
    }

    @Override
    public Map<String, String> notFound() {
        return Map.of("agentId", "PROJECT_NOT_FOUND", "scheduledChangeId", "SCHEDULED_CHANGE_NOT_FOUND");
    }

    @BeforeEach
    void forgetAgents() {
        agents.clear();
        newAgent();
    }

    @Override
    public void newAgent() {
        String agent = new TestAgents(context).create(workspace);
        agents.add(agent);
        pages = pagesOf(agent);
        live = pages + "/live";
        client.patch(live + "/variables", "{\"variables\":{\"open_hour\":8}}").expect(200);
        String change = schedule(live, SOON, "{\"open_hour\":9}").path("id").asText();
        ids = Map.of("agentId", agent, "clientEnv", "live", "scheduledChangeId", change);
    }

    static String pagesOf(String agent) {
        return "/v1/agents/" + agent + "/real-time-configs";
    }

    JsonNode schedule(String page, String at, String variables) {
        return client.post(page + "/scheduled-changes", "{\"at\":\"" + at + "\",\"variables\":" + variables + "}")
                .expect(201);
    }

    /** A moment some milliseconds from now, and as many more as a busy machine may need to schedule something. */
    static String in(long millis) {
        return Instant.now().plusMillis(1000 + millis).toString();
    }

    JsonNode patch(String page, String variables) {
        return client.patch(page + "/variables", "{\"variables\":" + variables + "}")
                .expect(200);
    }

    JsonNode putSchema(String page, String schema) {
        return client.send("PUT", page + "/schema", "{\"schema\":" + schema + "}")
                .expect(200);
    }

    /** The page as text, without its moment. */
    String content(String page) {
        JsonNode json = client.get(page).expect(200);
        return json.path("schema") + " " + json.path("variables");
    }

    static void await(BooleanSupplier condition) {
        Threads.await(Duration.ofSeconds(20), condition, () -> "waited for too long");
    }

    @Override
    public String state() {
        StringBuilder state = new StringBuilder();
        for (String agent : agents) {
            for (String path : List.of("", "/live/history", "/live/scheduled-changes")) {
                state.append(client.get(pagesOf(agent) + path).text()).append('\n');
            }
        }
        return state.append(count("core_audit")).toString();
    }
}
