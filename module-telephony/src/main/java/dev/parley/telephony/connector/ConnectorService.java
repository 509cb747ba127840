package dev.parley.telephony.connector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.error.FieldError;
import dev.parley.core.number.PhoneNumbers;
import dev.parley.core.paging.Listing;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Audit;
import dev.parley.core.write.Write;
import dev.parley.telephony.AgentAccess;
import dev.parley.telephony.E164;
import dev.parley.telephony.Limits;
import dev.parley.telephony.TelephonyError;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of connectors. */
@Singleton
class ConnectorService {

    private final ConnectorStore connectors;
    private final AgentAccess agents;
    private final Variants variants;
    private final PhoneNumbers phoneNumbers;
    private final Audit audit;

    ConnectorService(
            ConnectorStore connectors, AgentAccess agents, Variants variants, PhoneNumbers phoneNumbers, Audit audit) {
        this.connectors = connectors;
        this.agents = agents;
        this.variants = variants;
        this.phoneNumbers = phoneNumbers;
        this.audit = audit;
    }

    Listing<ConnectorResponse> list(Caller caller, String agentId) {
        agents.requireReadable(caller, agentId);
        return connectors.list(caller.workspaceId(), agentId).map(ConnectorResponse::of);
    }

    ConnectorResponse get(Caller caller, String agentId, String connectorId) {
        agents.requireReadable(caller, agentId);
        return ConnectorResponse.of(connectors
                .find(caller.workspaceId(), agentId, connectorId)
                .orElseThrow(TelephonyError.CONNECTORS_NOT_FOUND::exception));
    }

    /** Those of some connectors that the agent has, in the order in which they are asked for. */
    BatchGetConnectorsResponse getAll(Caller caller, String agentId, List<String> connectorIds) {
        agents.requireReadable(caller, agentId);
        Limits.require("connectorIds", connectorIds);
        Set<String> wanted = new LinkedHashSet<>(connectorIds);
        Map<String, Connector> found = connectors.find(caller.workspaceId(), agentId, wanted).stream()
                .collect(Collectors.toMap(Connector::connectorId, connector -> connector));
        return new BatchGetConnectorsResponse(
                wanted.stream()
                        .filter(found::containsKey)
                        .map(id -> ConnectorResponse.of(found.get(id)))
                        .toList(),
                wanted.stream().filter(id -> !found.containsKey(id)).toList());
    }

    /** The connector of a number. */
    ConnectorResponse lookUp(Caller caller, String agentId, String phoneNumber) {
        agents.requireReadable(caller, agentId);
        Optional<Connector> found = connectors.ofNumber(caller.workspaceId(), agentId, phoneNumber);
        if (found.isEmpty()) {
            E164.require("phoneNumber", phoneNumber);
        }
        return ConnectorResponse.of(found.orElseThrow(TelephonyError.PHONE_NUMBERS_NOT_FOUND::exception));
    }

    /**
     * Changes a connector, or moves it to another agent.
     *
     * @param body fits {@link UpdateConnectorBody}
     */
    ConnectorResponse update(Write write, String agentId, String connectorId, JsonNode body) {
        Set<String> held = hold(write, agentId, List.of(body));
        Connector connector = require(write, agentId, connectorId);
        write.requireMatch(() -> ConnectorResponse.of(connector));
        return ConnectorResponse.of(change(write, connector, body, held));
    }

    /**
     * Changes connectors one after the other; one that cannot be changed stays as it is and keeps no other from being changed.
     *
     * @param updates each fits {@link BatchUpdateConnectorItem}
     */
    BatchUpdateConnectorsResponse updateAll(Write write, String agentId, List<JsonNode> updates) {
        Limits.require("updates", updates);
        Set<String> held = hold(write, agentId, updates);
        List<BatchUpdateResultItem> results = new ArrayList<>();
        for (JsonNode update : updates) {
            String connectorId = update.path("connectorId").textValue();
            results.add(result(write, agentId, connectorId, update, held));
        }
        return new BatchUpdateConnectorsResponse(results);
    }

    private BatchUpdateResultItem result(
            Write write, String agentId, String connectorId, JsonNode update, Set<String> held) {
        try {
            Connector changed = change(write, require(write, agentId, connectorId), update, held);
            return new BatchUpdateResultItem(connectorId, true, ConnectorResponse.of(changed), null);
        } catch (ApiException e) { // before anything was written
            return new BatchUpdateResultItem(connectorId, false, null, text(e));
        }
    }

    private static String text(ApiException error) {
        return error.errors().isEmpty()
                ? error.getMessage()
                : error.errors().stream()
                        .map(field -> field.field() + " " + field.message())
                        .collect(Collectors.joining("; "));
    }

    /** Holds the agent and those that connectors are to be moved to; returns all that there are and that the caller may use. */
    private Set<String> hold(Write write, String agentId, List<JsonNode> bodies) {
        return agents.hold(
                write,
                agentId,
                bodies.stream()
                        .filter(body -> body.path("projectId").isTextual())
                        .map(body -> body.path("projectId").textValue())
                        .toList());
    }

    /** Refuses a change or makes it; when it is refused, nothing has been written. */
    private Connector change(Write write, Connector connector, JsonNode body, Set<String> held) {
        Connector changed = changed(write.caller(), connector, ConnectorPatch.of(body), held);
        if (changed.equals(connector)) {
            return connector;
        }
        connectors.update(changed);
        if (!changed.agentId().equals(connector.agentId())) {
            phoneNumbers.move(write, connector.agentId(), connectors.numbers(connector), changed.agentId());
        }
        audit.record(write, null, "connector.update", connector.connectorId());
        return changed;
    }

    private Connector require(Write write, String agentId, String connectorId) {
        return connectors
                .find(write.caller().workspaceId(), agentId, connectorId)
                .orElseThrow(TelephonyError.CONNECTORS_NOT_FOUND::exception);
    }

    private Connector changed(Caller caller, Connector connector, ConnectorPatch patch, Set<String> held) {
        String agentId = patch.agentId().orElse(connector.agentId());
        if (!held.contains(agentId)) {
            throw CoreError.FORBIDDEN.exception("The API key reaches no agent " + agentId);
        }
        String variantId = patch.variantId().orElse(connector.variantId());
        if (!variantId.isEmpty() && !variants.exists(caller, agentId, connector.clientEnv(), variantId)) {
            if (patch.variantId().isPresent()) {
                throw ConnectorPatch.invalid(List.of(new FieldError(
                        "variantId", "is no variant on main or in what is deployed in " + connector.clientEnv())));
            }
            // The agent that it moves to does not have the variant that it was assigned, or it is deployed no longer.
            variantId = Connector.NO_VARIANT;
        }
        return connector
                .ofAgent(agentId)
                .withVariant(variantId)
                .withLanguage(patch.language().orElse(connector.asrLangCode()))
                .withVoice(patch.voice().orElse(new Connector.Voice(connector.voiceName(), connector.ttsLangCode())));
    }

    /** Deletes a connector and gives its numbers up. */
    DeleteConnectorResponse delete(Write write, String agentId, String connectorId) {
        agents.hold(write, agentId);
        Connector connector = require(write, agentId, connectorId);
        write.requireMatch(() -> ConnectorResponse.of(connector));
        List<String> numbers = connectors.numbers(connector);
        connectors.delete(connector);
        phoneNumbers.release(write, agentId, numbers);
        audit.record(write, null, "connector.delete", connectorId);
        return new DeleteConnectorResponse(connectorId, numbers);
    }
}
