package dev.parley.realtimeconfig;

import static dev.parley.core.testing.Operation.get;

import dev.parley.core.testing.Operation;
import java.util.List;

/** The operations of this module; what takes something away comes last. */
final class Operations {

    private static final String PAGES = "/v1/agents/{agentId}/real-time-configs";
    private static final String PAGE = PAGES + "/{clientEnv}";
    private static final String SCHEDULE = PAGE + "/scheduled-changes";

    static final List<Operation> ALL = List.of(
            get(PAGES, Scopes.READ),
            get(PAGE, Scopes.READ),
            get(PAGE + "/history", Scopes.READ),
            get(PAGE + "/stream", Scopes.READ),
            get(SCHEDULE, Scopes.READ),
            write("PUT", PAGE, "{\"schema\":{\"type\":\"object\"},\"variables\":{\"a\":1}}", 200),
            write("PUT", PAGE + "/schema", "{\"schema\":{\"type\":\"object\"}}", 200)
                    .withOpenBody(),
            write("PATCH", PAGE + "/variables", "{\"variables\":{\"open_hour\":9}}", 200)
                    .withOpenBody(),
            write("POST", SCHEDULE, "{\"at\":\"" + ConfigSuite.SOON + "\",\"variables\":{\"a\":2}}", 201),
            write("DELETE", SCHEDULE + "/{scheduledChangeId}", "", 204));

    private Operations() {}

    private static Operation write(String method, String path, String body, int status) {
        return Operation.of(method, path, body, status, Scopes.WRITE);
    }
}
