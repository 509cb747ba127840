package dev.parley.telephony;

import dev.parley.core.testing.ModuleUnderTest;
import dev.parley.core.testing.Operation;
import dev.parley.core.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** An agent with a number and connectors, and a way to see whether anything in the workspace has changed. */
abstract class TelephonySuite extends NumberSuite implements ModuleUnderTest {

    private final List<String> made = new ArrayList<>();
    private String madeIn = "";

    Map<String, String> ids;

    /** The path of the agent. It has a number in live and one in sandbox. */
    String agent;

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
                "agentId", "PROJECT_NOT_FOUND",
                "connectorId", "CONNECTORS_NOT_FOUND",
                "phoneNumber", "PHONE_NUMBERS_NOT_FOUND");
    }

    @Override
    @BeforeEach
    public void newAgent() {
        if (!madeIn.equals(workspace)) {
            made.clear();
            madeIn = workspace;
        }
        agent = agent();
        made.add(agent);
        String number = imported(agent);
        String other = imported(agent, "sandbox");
        ids = Map.of(
                "agentId",
                id(agent),
                "connectorId",
                connectorOf(agent, number),
                "otherConnectorId",
                connectorOf(agent, other),
                "phoneNumber",
                number,
                "freeNumber",
                newNumber());
    }

    @Override
    public String state() {
        awaitAgreement();
        StringBuilder state = new StringBuilder();
        for (String one : made) {
            for (String part : List.of(CONNECTORS, NUMBERS)) {
                Reply reply = client.get(one + part);
                reply.expect(200);
                state.append(one).append(part).append(' ').append(reply.text()).append('\n');
            }
        }
        return state.append(carrier.bindings().size())
                .append(' ')
                .append(count("core_audit"))
                .toString();
    }
}
