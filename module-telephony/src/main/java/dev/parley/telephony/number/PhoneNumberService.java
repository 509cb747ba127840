package dev.parley.telephony.number;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.number.PhoneNumbers;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Audit;
import dev.parley.core.write.StagedWrite;
import dev.parley.core.write.Write;
import dev.parley.telephony.AgentAccess;
import dev.parley.telephony.E164;
import dev.parley.telephony.Limits;
import dev.parley.telephony.TelephonyError;
import dev.parley.telephony.connector.ClientEnvironment;
import dev.parley.telephony.connector.Connector;
import dev.parley.telephony.connector.ConnectorStore;
import dev.parley.telephony.connector.DefaultConnectors;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of phone numbers. Whose a number is, and that the carrier knows it too, is the concern of the core's registry. */
@Singleton
class PhoneNumberService {

    private final PhoneNumberStore numbers;
    private final ConnectorStore connectors;
    private final DefaultConnectors defaults;
    private final AgentAccess agents;
    private final PhoneNumbers registry;
    private final Audit audit;

    PhoneNumberService(
            PhoneNumberStore numbers,
            ConnectorStore connectors,
            DefaultConnectors defaults,
            AgentAccess agents,
            PhoneNumbers registry,
            Audit audit) {
        this.numbers = numbers;
        this.connectors = connectors;
        this.defaults = defaults;
        this.agents = agents;
        this.registry = registry;
        this.audit = audit;
    }

    /**
     * The numbers of an agent.
     *
     * @param connectorId null for all; a connector that the agent does not have has no numbers
     */
    Listing<PhoneNumberResponse> list(Caller caller, String agentId, @Nullable String connectorId) {
        agents.requireReadable(caller, agentId);
        if (connectorId != null
                && (connectorId.indexOf(0) >= 0 // which no database can compare
                        || connectors
                                .find(caller.workspaceId(), agentId, connectorId)
                                .isEmpty())) {
            return (after, max) -> new Chunk<>(List.of(), OptionalLong.empty());
        }
        return numbers.list(caller.workspaceId(), agentId, connectorId).map(PhoneNumberResponse::of);
    }

    PhoneNumberResponse get(Caller caller, String agentId, String number) {
        agents.requireReadable(caller, agentId);
        return PhoneNumberResponse.of(require(caller, agentId, number));
    }

    /** Those of some numbers that the agent has, in the order in which they are asked for; what is no number is not found. */
    BatchGetPhoneNumbersResponse getAll(Caller caller, String agentId, List<String> phoneNumbers) {
        agents.requireReadable(caller, agentId);
        Limits.require("phoneNumbers", phoneNumbers);
        Set<String> wanted = new LinkedHashSet<>(phoneNumbers);
        Map<String, PhoneNumber> found = find(caller, agentId, wanted);
        return new BatchGetPhoneNumbersResponse(
                wanted.stream()
                        .filter(found::containsKey)
                        .map(number -> PhoneNumberResponse.of(found.get(number)))
                        .toList(),
                wanted.stream().filter(number -> !found.containsKey(number)).toList());
    }

    /** Imports numbers into an environment, all or none; one that is listed twice counts once. */
    StagedWrite<?, ImportPhoneNumbersResponse> importAll(
            String agentId, List<String> phoneNumbers, @Nullable String clientEnv) {
        Set<String> wanted = new LinkedHashSet<>(phoneNumbers);
        return registry.bind(
                agentId,
                wanted,
                PhoneNumberService::taken,
                write -> {
                    Limits.require("phoneNumbers", phoneNumbers);
                    ClientEnvironment.named(clientEnv);
                    E164.require("phoneNumbers", phoneNumbers);
                },
                write -> {
                    insert(write, defaults.of(write, agentId, ClientEnvironment.named(clientEnv)), wanted);
                    return new ImportPhoneNumbersResponse(List.copyOf(wanted));
                });
    }

    /**
     * Imports a number into an environment, or to a connector.
     *
     * @param body fits {@link ImportPhoneNumberBody}; the environment goes without saying when the connector is named
     */
    StagedWrite<?, ImportPhoneNumberResponse> importOne(String agentId, String number, JsonNode body) {
        Function<Write, Connector> connector = body.has("connectorId")
                ? write -> named(write, agentId, body)
                : write -> defaults.of(write, agentId, ClientEnvironment.named(text(body, "clientEnv")));
        return registry.bind(
                agentId,
                Set.of(number),
                PhoneNumberService::taken,
                write -> {
                    ClientEnvironment.named(text(body, "clientEnv"));
                    E164.require("phoneNumber", number);
                    if (body.has("connectorId")) {
                        named(write, agentId, body);
                    }
                },
                write -> {
                    insert(write, connector.apply(write), Set.of(number));
                    return new ImportPhoneNumberResponse(number);
                });
    }

    private Connector named(Write write, String agentId, JsonNode body) {
        Connector connector =
                requireConnector(write, agentId, body.path("connectorId").textValue());
        if (body.has("clientEnv")
                && !connector.clientEnv().equals(body.path("clientEnv").textValue())) {
            throw ApiException.invalid("clientEnv", "is not the environment of the connector");
        }
        return connector;
    }

    private static @Nullable String text(JsonNode body, String member) {
        return body.path(member).textValue();
    }

    private static ApiException taken(String number) {
        return TelephonyError.PHONE_NUMBERS_ALREADY_EXISTS.exception(
                "Phone number " + number + " belongs to an agent already.");
    }

    private void insert(Write write, Connector connector, Collection<String> imported) {
        numbers.insert(connector, imported);
        imported.forEach(number -> audit.record(write, null, "phone-number.import", number));
    }

    /** Assigns a number to another connector of the agent, whose environment it takes. */
    PhoneNumberResponse assign(Write write, String agentId, String number, String connectorId) {
        agents.hold(write, agentId);
        PhoneNumber found = require(write.caller(), agentId, number);
        write.requireMatch(() -> PhoneNumberResponse.of(found));
        Connector connector = requireConnector(write, agentId, connectorId);
        if (!found.connectorId().equals(connectorId)) {
            numbers.assign(found, connector);
            audit.record(write, null, "phone-number.assign", number + " " + connectorId);
        }
        return PhoneNumberResponse.of(require(write.caller(), agentId, number));
    }

    DeletePhoneNumberResponse delete(Write write, String agentId, String number) {
        agents.hold(write, agentId);
        PhoneNumber found = require(write.caller(), agentId, number);
        write.requireMatch(() -> PhoneNumberResponse.of(found));
        delete(write, agentId, List.of(found));
        return new DeletePhoneNumberResponse(number);
    }

    /** Deletes those of some numbers that the agent has, and tells of each other one why not. */
    DeletePhoneNumbersResponse deleteAll(Write write, String agentId, List<String> phoneNumbers) {
        Limits.require("phoneNumbers", phoneNumbers);
        agents.hold(write, agentId);
        Set<String> wanted = new LinkedHashSet<>(phoneNumbers);
        Map<String, PhoneNumber> found = find(write.caller(), agentId, wanted);
        delete(write, agentId, found.values());
        List<String> deleted = new ArrayList<>();
        List<DeletePhoneNumberErrorItem> errors = new ArrayList<>();
        for (String number : wanted) {
            if (found.containsKey(number)) {
                deleted.add(number);
            } else {
                TelephonyError why = E164.isNumber(number)
                        ? TelephonyError.PHONE_NUMBERS_NOT_FOUND
                        : TelephonyError.PHONE_NUMBERS_INVALID_PHONE_NUMBER_FORMAT;
                errors.add(new DeletePhoneNumberErrorItem(number, why.message()));
            }
        }
        return new DeletePhoneNumbersResponse(deleted, errors.isEmpty() ? null : errors);
    }

    private void delete(Write write, String agentId, Collection<PhoneNumber> found) {
        numbers.delete(found);
        registry.release(write, agentId, found.stream().map(PhoneNumber::number).toList());
        found.forEach(number -> audit.record(write, null, "phone-number.delete", number.number()));
    }

    private PhoneNumber require(Caller caller, String agentId, String number) {
        return numbers.find(caller.workspaceId(), agentId, number)
                .orElseThrow(TelephonyError.PHONE_NUMBERS_NOT_FOUND::exception);
    }

    private Connector requireConnector(Write write, String agentId, String connectorId) {
        return connectors
                .find(write.caller().workspaceId(), agentId, connectorId)
                .orElseThrow(TelephonyError.PHONE_NUMBERS_CONNECTOR_DOES_NOT_EXIST::exception);
    }

    private Map<String, PhoneNumber> find(Caller caller, String agentId, Set<String> wanted) {
        return numbers.find(caller.workspaceId(), agentId, wanted).stream()
                .collect(Collectors.toMap(PhoneNumber::number, number -> number));
    }
}
