package dev.parley.flowyte;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.ModuleUnderTest;
import dev.parley.core.testing.Operation;
import dev.parley.core.testing.Reply;
import dev.parley.core.testing.TestFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** An agent with one of everything, and a way to see whether anything in the workspace has changed. */
abstract class OperationSuite extends FlowyteSuite implements ModuleUnderTest {

    private static final TestFamily FAMILY = new FlowyteTestFamily();

    private final List<String> made = new ArrayList<>();
    private String madeIn = "";
    private int names;

    private Map<String, String> ids = Map.of();

    @Override
    public TestFamily family() {
        return FAMILY;
    }

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
        return Map.of(
                "agentId", "not_found",
                "playbookId", "playbook_not_found",
                "skillId", "skill_not_found",
                "variableName", "variable_not_found",
                "versionId", "version_not_found",
                "keyId", "key_not_found");
    }

    @Override
    @BeforeEach
    public void newAgent() {
        if (!madeIn.equals(workspace)) {
            made.clear();
            madeIn = workspace;
        }
        String agent = agent("Agent " + ++names);
        made.add(agent);
        String version = data(client.post(agent + "/publish"), 200).path("id").asText();
        // Another version is live, and the draft is like neither, so that a publish and a rollback change something.
        data(client.patch(agent, "{\"tone\":\"brisk\"}"), 200);
        data(client.post(agent + "/publish"), 200);
        data(client.patch(agent, "{\"tone\":\"dry\"}"), 200);
        JsonNode playbook = data(client.post(agent + "/playbooks", "{\"name\":\"Intake\",\"isEnabled\":false}"), 201);
        JsonNode skill = data(
                client.post(agent + "/skills", "{\"name\":\"check\",\"description\":\"x\",\"skillType\":\"crm\"}"),
                201);
        data(client.post(agent + "/variables", "{\"name\":\"noted_" + names + "\"}"), 200);
        JsonNode key = data(client.post("/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"agents:read\"]}"), 201);
        ids = Map.of(
                "agentId",
                agent.substring(AGENTS.length() + 1),
                "versionId",
                version,
                "playbookId",
                playbook.path("id").asText(),
                "flowId",
                playbook.path("flowId").asText(),
                "skillId",
                skill.path("id").asText(),
                "variableName",
                "noted_" + names,
                "keyId",
                key.path("id").asText(),
                "freeName",
                "Free " + names);
    }

    @Override
    public String state() {
        StringBuilder state =
                new StringBuilder(client.get(AGENTS + "?limit=100").text());
        for (String agent : made) {
            for (String part : List.of(
                    "", "/versions", "/playbooks", "/skills", "/guardrails", "/caller-verification", "/variables")) {
                Reply reply = client.get(agent + part);
                state.append(agent)
                        .append(part)
                        .append(' ')
                        .append(reply.text())
                        .append('\n');
            }
        }
        return state.append(count("core_audit")).toString();
    }
}
