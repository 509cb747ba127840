package dev.parley.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Sql;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.HttpSuite;
import dev.parley.core.testing.TestAgents;
import dev.parley.core.testing.Threads;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Agents, numbers that nobody has, the calls that most tests begin with, and the question whether store and carrier agree. */
abstract class NumberSuite extends HttpSuite {

    static final String NUMBERS = "/telephony/phone-numbers";
    static final String CONNECTORS = "/telephony/connectors";
    static final String TAKEN = "PHONE_NUMBERS_ALREADY_EXISTS";
    static final String CARRIER_FAILED = "CARRIER_FAILED";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Inject
    FakeCarrier carrier;

    TestAgents agents;

    @BeforeEach
    void newAgents() {
        agents = new TestAgents(context);
        carrier.recover();
    }

    /** Whatever a test did: in the end nothing is half done. */
    @AfterEach
    void storeAndCarrierAgree() {
        carrier.recover();
        awaitAgreement();
    }

    /** Creates an agent in the workspace of the test and returns its path. */
    String agent() {
        return path(agents.create(workspace));
    }

    static String path(String agentId) {
        return "/v1/agents/" + agentId;
    }

    static String id(String agent) {
        return agent.substring(agent.lastIndexOf('/') + 1);
    }

    /** A number that nobody has. */
    static String newNumber() {
        return "+12025" + String.format("%06d", NUMBER.incrementAndGet());
    }

    static List<String> newNumbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> newNumber()).toList();
    }

    /** Imports a new number into live and returns it. */
    String imported(String agent) {
        return imported(agent, "live");
    }

    String imported(String agent, String environment) {
        String number = newNumber();
        client.post(agent + NUMBERS + "/" + number, "{\"clientEnv\":\"" + environment + "\"}")
                .expect(201);
        return number;
    }

    /** The connector of a number of an agent. */
    String connectorOf(String agent, String number) {
        return client.get(agent + NUMBERS + "/" + number)
                .expect(200)
                .path("connectorId")
                .asText();
    }

    /** The body of an operation on several numbers. */
    static String body(Collection<String> numbers) {
        return "{\"phoneNumbers\":" + json(numbers) + "}";
    }

    static String json(Collection<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    List<String> numbers(String agent) {
        return numbers(client, agent);
    }

    static List<String> numbers(Client caller, String agent) {
        return texts(caller.get(agent + NUMBERS).expect(200).path("phoneNumbers"), "number");
    }

    List<String> connectors(String agent) {
        return texts(client.get(agent + CONNECTORS).expect(200).path("connectors"), "connectorId");
    }

    JsonNode connector(String agent, String connectorId) {
        return client.get(agent + CONNECTORS + "/" + connectorId).expect(200);
    }

    /** Puts a variant on main of an agent. */
    void variant(String agent, String variantId) {
        agents.put(
                workspace,
                id(agent),
                new DocumentKey("variant", variantId),
                StrictJson.NODES.objectNode().put("name", variantId));
    }

    void removeVariant(String agent, String variantId) {
        agents.remove(workspace, id(agent), new DocumentKey("variant", variantId));
    }

    /**
     * A number as the store has it.
     *
     * @param binding the name of its binding
     * @param state 0 being bound, 1 bound, 2 being released
     * @param owner workspace and agent
     */
    record Registered(String binding, int state, String owner) {}

    /** All numbers of the registry. */
    Map<String, Registered> registry() {
        Map<String, Registered> registry = new TreeMap<>();
        context.getBean(Sql.class)
                .list(
                        "select number, binding, state, workspace_id, agent_id from core_phone_number",
                        row -> registry.put(
                                row.getString("number"),
                                new Registered(
                                        row.getString("binding"),
                                        row.getInt("state"),
                                        row.getString("workspace_id") + " " + row.getString("agent_id"))));
        return registry;
    }

    /** Workspace and agent of each number that has a connector. */
    Map<String, String> assigned() {
        Map<String, String> assigned = new TreeMap<>();
        context.getBean(Sql.class)
                .list(
                        "select n.number, c.workspace_id, c.agent_id from telephony_phone_number n"
                                + " join telephony_connector c on c.id = n.connector_id",
                        row -> assigned.put(
                                row.getString("number"),
                                row.getString("workspace_id") + " " + row.getString("agent_id")));
        return assigned;
    }

    /** Everything in which registry, connectors and carrier differ, and what is only half done. */
    List<String> disagreements() {
        List<String> disagreements = new ArrayList<>();
        Map<String, Registered> registry = registry();
        Map<String, String> bindings = new TreeMap<>();
        Map<String, String> owners = new TreeMap<>();
        registry.forEach((number, registered) -> {
            if (registered.state() == 1) {
                bindings.put(number, registered.binding());
                owners.put(number, registered.owner());
            } else {
                disagreements.add(number + " is half done: " + registered);
            }
        });
        if (!bindings.equals(carrier.bindings())) {
            disagreements.add("the registry has " + bindings + " and the carrier " + carrier.bindings());
        }
        if (!owners.equals(assigned())) {
            disagreements.add("the registry has " + owners + " and the connectors " + assigned());
        }
        return disagreements;
    }

    void assertAgreement() {
        assertThat(disagreements()).isEmpty();
    }

    void awaitAgreement() {
        await(() -> disagreements().isEmpty(), () -> disagreements().toString());
    }

    static void await(BooleanSupplier condition, java.util.function.Supplier<String> otherwise) {
        Threads.await(Duration.ofSeconds(30), condition, otherwise);
    }
}
