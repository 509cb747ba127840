package dev.parley.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one table of what the documents cannot tell: what makes the thing that a parameter or a member of a body names, which values are
 * valid where a schema says less, and what has to be done before an operation can succeed. Whatever looks like the name of something
 * must have an entry, and every entry must be of use: {@link #gaps}.
 *
 * <p>A resource is written as the path up to its name, with {@code {}} for every name. A member is written as its schema with the names
 * that lead to it, such as {@code RollbackBody.versionId} or {@code BatchGetConnectorsBody.connectorIds[]}, and a parameter of a query
 * as the operation with it, such as {@code GET /v1/things?owner}.
 */
final class Origins {

    private static final String ACCOUNT = "/v1/accounts/{}";
    private static final String AGENT = "/v1/agents/{}";
    private static final String AT_AGENT = "/v1/agents/{agentId}";
    private static final String BRANCH = AGENT + "/branches/{}";
    private static final String AT_BRANCH = AT_AGENT + "/branches/{branchId}";
    private static final String MAIN_VARIANT = AGENT + "/branches/main/variants/{}";
    private static final String CONNECTOR = AGENT + "/telephony/connectors/{}";
    private static final String NUMBER = AGENT + "/telephony/phone-numbers/{}";
    private static final String AT_NUMBER = AT_AGENT + "/telephony/phone-numbers/{phoneNumber}";
    private static final String PAGE = AGENT + "/real-time-configs/{}";
    private static final String AT_PAGE = AT_AGENT + "/real-time-configs/{clientEnv}";
    private static final String FLOWYTE = "/api/v1/agents/{}";
    private static final String AT_FLOWYTE = "/api/v1/agents/{agentId}";
    private static final String SKILL = FLOWYTE + "/skills/{}";
    private static final String PLAYBOOK = FLOWYTE + "/playbooks/{}";
    private static final String FLOW = PLAYBOOK + "/flow/{}";
    private static final String VERSION = FLOWYTE + "/versions/{}";

    /** How things are called that have an owner. */
    private static final Pattern NAME = Pattern.compile("(?:\\bid|Ids?|[pP]honeNumbers?)(?:\\[])?$");

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** An entry. */
    private sealed interface Entry {
        /** What it is about. */
        String about();
    }

    /**
     * Which of several resources a request is aimed at.
     *
     * @param resource a resource that the request names
     * @param name the name to put there
     */
    record Aim(String resource, String name) {}

    /**
     * A resource that an operation makes, or shows for the first time.
     *
     * @param operation the operation
     * @param pointer where the name stands in the answer; the empty string when the request chooses it
     * @param aims what the operation is to be aimed at
     */
    record Made(String about, String operation, String pointer, List<Aim> aims) implements Entry {
        Made(String about, String operation, String pointer) {
            this(about, operation, pointer, List.of());
        }
    }

    /** A resource that is there without being made; its name may be that of the workspace. */
    record There(String about, Function<String, String> name) implements Entry {}

    /** Names that a resource can have and none has yet. */
    record Free(String about, Supplier<String> name) implements Entry {}

    /** A member or parameter that names a resource. */
    record Names(String about, String resource) implements Entry {}

    /** A member that names a resource which the request makes. */
    record NamesNew(String about, String resource) implements Entry {}

    /** A member or parameter that looks like the name of something of the workspace, and is ignored or chosen freely. */
    record NamesNothing(String about) implements Entry {}

    /**
     * A valid value of a member or parameter whose schema says less.
     *
     * @param text JSON with single quotes
     */
    record Valid(String about, String text) implements Entry {
        JsonNode json() {
            return StrictJson.parse(text.replace('\'', '"'));
        }
    }

    /**
     * What must be done before an operation can succeed.
     *
     * @param operation another operation
     * @param aims what the other operation is to be aimed at
     */
    record First(String about, String operation, List<Aim> aims) implements Entry {}

    private static final List<Aim> AT_MAIN = List.of(new Aim(BRANCH, "main"));

    private static final List<Entry> TABLE = List.of(
            // What the paths of the Agents API name.
            new There(ACCOUNT, workspace -> workspace),
            new Made(AGENT, "POST /v1/agents", "/agentId"),
            new Made(BRANCH, "POST " + AT_AGENT + "/branches", "/branchId"),
            new Made(BRANCH + "/knowledge-base/topics/{}", "POST " + AT_BRANCH + "/knowledge-base/topics", "/id"),
            new Made(BRANCH + "/attributes/{}", "POST " + AT_BRANCH + "/attributes", "/id"),
            new Made(BRANCH + "/variants/{}", "POST " + AT_BRANCH + "/variants", "/id"),
            // A new agent is published to sandbox, so there is nothing to publish until something changes.
            new Made(
                    AGENT + "/deployments/{}",
                    "GET " + AT_AGENT + "/deployments/active",
                    "/activeDeployments/sandbox/id"),
            new First("POST " + AT_AGENT + "/deployments/publish", "PATCH " + AT_BRANCH + "/behavior", AT_MAIN),
            new Valid("PublishDeploymentBody.environment", "'sandbox'"),
            new There(PAGE, workspace -> "live"),
            new Made(PAGE + "/scheduled-changes/{}", "POST " + AT_PAGE + "/scheduled-changes", "/id"),
            new Valid("CreateScheduledChangeBody.at", "'2099-01-01T00:00:00Z'"),
            new Valid("CreateScheduledChangeBody.variables", "{'open_hour':9}"),
            new Made(NUMBER, "POST " + AT_NUMBER, ""),
            new Free(NUMBER, () -> "+12025" + String.format(Locale.ROOT, "%06d", NUMBERS.addAndGet(10))),
            // A connector is made with the first number.
            new Made(CONNECTOR, "GET " + AT_NUMBER, "/connectorId"),

            // What its bodies and queries name.
            new NamesNothing("CreateAgentBody.agentId"),
            new NamesNothing("DuplicateAgentBody.newAgentId"),
            new NamesNothing("LlmSettings.modelId"),
            new NamesNothing("VoiceSettings.voiceId"),
            new NamesNothing("ExperimentalFeatures.id"),
            new Names("GET " + AT_AGENT + "/telephony/phone-numbers?connectorId", CONNECTOR),
            new Names("ImportPhoneNumberBody.connectorId", CONNECTOR),
            new Names("ReassignPhoneNumberBody.connectorId", CONNECTOR),
            new Names("BatchGetConnectorsBody.connectorIds[]", CONNECTOR),
            new Names("BatchUpdateConnectorItem.connectorId", CONNECTOR),
            new Names("BatchUpdateConnectorItem.projectId", AGENT),
            new Names("UpdateConnectorBody.projectId", AGENT),
            // A variant that a connector can have is on main.
            new Made(MAIN_VARIANT, "POST " + AT_BRANCH + "/variants", "/id", AT_MAIN),
            new Names("BatchUpdateConnectorItem.variantId", MAIN_VARIANT),
            new Names("UpdateConnectorBody.variantId", MAIN_VARIANT),
            new Names("LookupConnectorBody.phoneNumber", NUMBER),
            new Names("BatchGetPhoneNumbersBody.phoneNumbers[]", NUMBER),
            new Names("DeletePhoneNumbersBody.phoneNumbers[]", NUMBER),
            new NamesNew("ImportPhoneNumbersBody.phoneNumbers[]", NUMBER),

            // What the paths of the Flowyte API name.
            new Made(FLOWYTE, "POST /api/v1/agents", "/data/id"),
            new Made(SKILL, "POST " + AT_FLOWYTE + "/skills", "/data/id"),
            new Valid("SkillUpdate.skillType", "'crm'"),
            // An enabled playbook without steps could not be published.
            new Valid("PlaybookUpdate.isEnabled", "false"),
            new Made(PLAYBOOK, "POST " + AT_FLOWYTE + "/playbooks", "/data/id"),
            new Made(FLOWYTE + "/variables/{}", "POST " + AT_FLOWYTE + "/variables", "/data/name"),
            new Made(VERSION, "POST /api/v1/agents/{id}/publish", "/data/id"),
            new Made("/api/v1/api-keys/{}", "POST /api/v1/api-keys", "/data/id"),
            new Valid("CreateApiKeyBody.scopes", "['keys:write']"),
            new Valid("GET /api/v1/agents/{id}/business-hours/status?draft", "true"),

            // What its bodies name.
            new Names("RollbackBody.versionId", VERSION),
            new Names("CallerVerifications[].verifierSkillId", SKILL),
            new Names("CallerVerifications[].agentId", FLOWYTE),
            new Names("CallerVerifications[].organizationId", ACCOUNT),
            new NamesNothing("CallerVerifications[].id"),
            new Names("GuardrailPolicies[].agentId", FLOWYTE),
            new Names("GuardrailPolicies[].organizationId", ACCOUNT),
            new NamesNothing("GuardrailPolicies[].id"),
            new Made(FLOW, "GET " + AT_FLOWYTE + "/playbooks/{id}", "/data/flowId"),
            new Names("Graph.flowId", FLOW),
            new NamesNothing("GraphNode.id"),
            new NamesNothing("Connection.id"),
            // An agent, skill or playbook can be sent back as it was read; what callers cannot change is ignored.
            new NamesNothing("AgentUpdate.id"),
            new NamesNothing("AgentUpdate.organizationId"),
            new NamesNothing("AgentUpdate.publishedVersionId"),
            new NamesNothing("AgentUpdate.defaultVoiceId"),
            new NamesNothing("SkillUpdate.id"),
            new NamesNothing("SkillUpdate.agentId"),
            new NamesNothing("SkillUpdate.organizationId"),
            new NamesNothing("PlaybookUpdate.id"),
            new NamesNothing("PlaybookUpdate.agentId"),
            new NamesNothing("PlaybookUpdate.organizationId"),
            new NamesNothing("PlaybookUpdate.flowId"));

    <T extends Entry> Optional<T> find(Class<T> type, String about) {
        return all(type, about).findFirst();
    }

    /** What must be done before an operation. */
    List<First> before(ApiOperation operation) {
        return all(First.class, operation.toString()).toList();
    }

    private static <T extends Entry> Stream<T> all(Class<T> type, String about) {
        return TABLE.stream()
                .filter(entry -> entry.about().equals(about))
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** What looks like the name of something in the operations and is not in the table, and what is there in vain. */
    List<String> gaps(List<ApiOperation> operations) {
        Set<String> members = new TreeSet<>();
        Set<String> resources = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (ApiOperation operation : operations) {
            names.add(operation.toString());
            operation.pathParameters().forEach(parameter -> resources.add(parameter.resource()));
            members.addAll(new Members(operation.document()).of(operation));
        }
        List<String> gaps = new ArrayList<>();
        for (String member : members) {
            boolean isKnown = Stream.of(Names.class, NamesNew.class, NamesNothing.class)
                    .anyMatch(type -> find(type, member).isPresent());
            if (looksLikeAName(member) && !isKnown && !members.contains(member + "[]")) {
                gaps.add(member + " looks like the name of something, and Origins does not have it");
            }
        }
        TABLE.stream().filter(Names.class::isInstance).forEach(entry -> resources.add(((Names) entry).resource()));
        for (Entry entry : TABLE) {
            Set<String> known = entry instanceof First
                    ? names
                    : entry instanceof Made || entry instanceof There || entry instanceof Free ? resources : members;
            if (!known.contains(entry.about())) {
                gaps.add("No operation needs " + entry);
            }
        }
        return gaps;
    }

    private static boolean looksLikeAName(String member) {
        return NAME.matcher(member).find();
    }
}
