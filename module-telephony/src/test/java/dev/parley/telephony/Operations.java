package dev.parley.telephony;

import dev.parley.core.testing.Operation;
import java.util.List;

/** The operations of this module, with requests that {@link TelephonySuite}'s agent can carry out. */
final class Operations {

    private static final String TELEPHONY = "/v1/agents/{agentId}/telephony";
    private static final String CONNECTORS = TELEPHONY + "/connectors";
    private static final String CONNECTOR = CONNECTORS + "/{connectorId}";
    private static final String NUMBERS = TELEPHONY + "/phone-numbers";
    private static final String NUMBER = NUMBERS + "/{phoneNumber}";
    private static final String READ = "telephony:read";
    private static final String WRITE = "telephony:write";
    private static final String INVALID = "CONNECTORS_VALIDATION_FAILED";

    /** All of them; what takes something away comes last in its group. */
    static final List<Operation> ALL = List.of(
            Operation.get(CONNECTORS, READ),
            Operation.of("POST", CONNECTORS + "/batch", "{\"connectorIds\":[\"{connectorId}\"]}", 200, READ)
                    .withOpenBody(),
            Operation.of(
                            "PATCH",
                            CONNECTORS + "/batch",
                            "{\"updates\":[{\"connectorId\":\"{connectorId}\",\"asrLangCode\":\"de-DE\"}]}",
                            200,
                            WRITE)
                    .withInvalid(INVALID)
                    .withOpenBody(),
            Operation.of("POST", CONNECTORS + "/lookup", "{\"phoneNumber\":\"{phoneNumber}\"}", 200, READ)
                    .withOpenBody(),
            Operation.get(CONNECTOR, READ),
            Operation.of("PATCH", CONNECTOR, "{\"asrLangCode\":\"de-DE\"}", 200, WRITE)
                    .withInvalid(INVALID)
                    .withOptionalBody()
                    .withOpenBody(),
            Operation.of("DELETE", CONNECTOR, "", 200, WRITE),
            Operation.get(NUMBERS, READ),
            Operation.of("POST", NUMBERS, "{\"phoneNumbers\":[\"{freeNumber}\"]}", 201, WRITE)
                    .withOpenBody(),
            Operation.of("POST", NUMBERS + "/batch", "{\"phoneNumbers\":[\"{phoneNumber}\"]}", 200, READ)
                    .withOpenBody(),
            Operation.get(NUMBER, READ),
            Operation.of("POST", NUMBER, "{\"clientEnv\":\"live\"}", 201, WRITE)
                    .withPart("phoneNumber", "freeNumber")
                    .withOptionalBody()
                    .withOpenBody(),
            Operation.of("PATCH", NUMBER, "{\"connectorId\":\"{otherConnectorId}\"}", 200, WRITE)
                    .withOpenBody(),
            Operation.of("DELETE", NUMBER, "", 200, WRITE),
            Operation.of("DELETE", NUMBERS, "{\"phoneNumbers\":[\"{phoneNumber}\"]}", 200, WRITE)
                    .withOpenBody());

    private Operations() {}
}
