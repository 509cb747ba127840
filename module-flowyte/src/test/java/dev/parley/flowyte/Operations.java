package dev.parley.flowyte;

import dev.parley.core.testing.Operation;
import java.util.List;

/** The operations of this module, with requests that the agent of {@link OperationSuite} can carry out. */
final class Operations {

    private static final String AGENTS = "/api/v1/agents";
    private static final String AGENT = AGENTS + "/{id}";
    private static final String PLAYBOOKS = AGENTS + "/{agentId}/playbooks";
    private static final String PLAYBOOK = PLAYBOOKS + "/{id}";
    private static final String SKILLS = AGENTS + "/{agentId}/skills";
    private static final String SKILL = SKILLS + "/{id}";
    private static final String SKILL_BODY = "{\"name\":\"{freeName}\",\"description\":\"x\",\"skillType\":\"crm\"}";
    private static final String VARIABLES = AGENTS + "/{agentId}/variables";
    private static final String KEYS = "/api/v1/api-keys";
    private static final String GRAPH = "{\"flowId\":\"{flowId}\",\"nodes\":[],\"connections\":[]}";

    /** All of them; what takes something away comes last in its group. */
    static final List<Operation> ALL = List.of(
            get(AGENTS, "agents:read"),
            of("POST", AGENTS, "{\"name\":\"{freeName}\"}", 201, "agents:write"),
            agent(get(AGENT, "agents:read")),
            agent(of("PATCH", AGENT, "{\"tone\":\"warm\"}", 200, "agents:write")),
            agent(get(AGENT + "/business-hours/status", "agents:read")).withQuery("?draft=true"),
            agent(of("POST", AGENT + "/publish", "{\"note\":\"Again\"}", 200, "agents:write"))
                    .withOptionalBody(),
            agent(of("POST", AGENT + "/rollback", "{\"versionId\":\"{versionId}\"}", 200, "agents:write")),
            agent(get(AGENT + "/prepublish-report", "agents:read")),
            agent(get(AGENT + "/versions", "agents:read")),
            agent(get(AGENT + "/versions/{versionId}/diff", "agents:read")),
            get(PLAYBOOKS, "playbooks:read"),
            of("POST", PLAYBOOKS, "{\"name\":\"{freeName}\"}", 201, "playbooks:write"),
            playbook(get(PLAYBOOK, "playbooks:read")),
            playbook(of("PATCH", PLAYBOOK, "{\"description\":\"New\"}", 200, "playbooks:write")),
            playbook(get(PLAYBOOK + "/graph", "playbooks:read")),
            playbook(of("PUT", PLAYBOOK + "/graph", GRAPH, 200, "playbooks:write")),
            playbook(of("DELETE", PLAYBOOK, "", 200, "playbooks:write")),
            get("/api/v1/skill-types", "skills:read"),
            get(SKILLS, "skills:read"),
            of("POST", SKILLS, SKILL_BODY, 201, "skills:write"),
            skill(get(SKILL, "skills:read")),
            skill(of("PATCH", SKILL, "{\"isWrite\":true}", 200, "skills:write")),
            get(AGENTS + "/{agentId}/guardrails", "guardrails:read"),
            of("PUT", AGENTS + "/{agentId}/guardrails", "[{\"policyType\":\"write_gate\"}]", 200, "guardrails:write"),
            get(AGENTS + "/{agentId}/caller-verification", "guardrails:read"),
            of(
                    "PUT",
                    AGENTS + "/{agentId}/caller-verification",
                    "[{\"method\":\"account_pin\",\"verifierSkillId\":\"{skillId}\"}]",
                    200,
                    "guardrails:write"),
            get(VARIABLES, "playbooks:read"),
            of("POST", VARIABLES, "{\"name\":\"declared\"}", 200, "playbooks:write"),
            of("PATCH", VARIABLES + "/{name}", "{\"note\":\"New\"}", 200, "playbooks:write")
                    .withPart("name", "variableName"),
            of("DELETE", VARIABLES + "/{name}", "", 200, "playbooks:write").withPart("name", "variableName"),
            skill(of("DELETE", SKILL, "", 200, "skills:write")),
            agent(of("DELETE", AGENT, "", 200, "agents:write")),
            get(KEYS, "keys:write"),
            of("POST", KEYS, "{\"name\":\"CI\",\"scopes\":[\"keys:write\"]}", 201, "keys:write"),
            of("DELETE", KEYS + "/{id}", "", 200, "keys:write").withPart("id", "keyId"));

    private Operations() {}

    private static Operation of(String method, String path, String body, int status, String scope) {
        return Operation.of(method, path, body, status, scope).withInvalid("validation_error");
    }

    private static Operation get(String path, String scope) {
        return of("GET", path, "", 200, scope);
    }

    private static Operation agent(Operation operation) {
        return operation.withPart("id", "agentId");
    }

    private static Operation skill(Operation operation) {
        return operation.withPart("id", "skillId");
    }

    private static Operation playbook(Operation operation) {
        return operation.withPart("id", "playbookId");
    }
}
