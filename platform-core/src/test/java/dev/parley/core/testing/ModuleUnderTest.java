package dev.parley.core.testing;

import dev.parley.core.database.Sql;
import io.micronaut.context.BeanContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a module, an agent that each of them can be carried out on, and a way to see whether anything has changed: what
 * rules about all operations need ({@link AccessRules}, {@link InputRules}, {@link IdempotencyRules}). A module's suite extends
 * {@link HttpSuite}, which has the callers, and implements the rest once; its suites of access and input extend that one and implement
 * the rules, whose tests they inherit.
 */
public interface ModuleUnderTest {

    /** The family that the module speaks. */
    default TestFamily family() {
        return TestFamily.POLYAI;
    }

    /** All operations of the module. */
    List<Operation> operations();

    /**
     * Makes a new agent that has one of everything that the operations name, in {@link #workspace}; called before each test, and by
     * rules before an operation that may take something away.
     */
    void newAgent();

    /** The ids of the newest agent and of what is in it, by the names that stand in braces in paths and bodies. */
    Map<String, String> ids();

    /** Everything of the module that can be read in the workspace, and {@link #count how many changes} the store has seen. */
    String state();

    /**
     * The code of the 404 for each part of a path that names something that need not be there, {@code agentId} included. What is
     * checked otherwise (an environment, say, is one of three or a bad request) is left out.
     */
    Map<String, String> notFound();

    /** A caller without a key; {@link HttpSuite} has it, like the following. */
    Client anonymous();

    /** May do everything in {@link #workspace}. */
    Client client();

    /** The workspace of this test. */
    String workspace();

    TestKeys keys();

    BeanContext context();

    /** The operations with a body. */
    default List<Operation> withBody() {
        return operations().stream().filter(Operation::hasJsonBody).toList();
    }

    /** The operations on an agent that exists. */
    default List<Operation> onAnAgent() {
        return operations().stream()
                .filter(operation -> operation.isAbout("agentId"))
                .toList();
    }

    /** The operations that change something. */
    default List<Operation> writes() {
        return operations().stream().filter(operation -> !operation.isRead()).toList();
    }

    /** The operations that answer with what is at their address, once. */
    default List<Operation> gets() {
        return operations().stream()
                .filter(operation ->
                        operation.method().equals("GET") && !operation.path().endsWith("/stream"))
                .toList();
    }

    /** The ids with one that is another. */
    default Map<String, String> idsWith(String name, String id) {
        Map<String, String> others = new LinkedHashMap<>(ids());
        others.put(name, id);
        return others;
    }

    /** Sends an operation's own request to the agent. */
    default Reply send(Client sender, Operation operation) {
        return sendAt(sender, operation, ids());
    }

    /** Sends an operation's own request to what some ids name. */
    default Reply sendAt(Client sender, Operation operation, Map<String, String> ids) {
        return sendAt(sender, operation, ids, operation.hasBody() ? operation.body(ids) : null);
    }

    /** Sends an operation's request with another body to what some ids name. */
    default Reply sendAt(Client sender, Operation operation, Map<String, String> ids, @Nullable String body) {
        Client client = operation.hasBody() && !operation.hasJsonBody()
                ? sender.with("Content-Type", operation.mediaType())
                : sender;
        return client.send(operation.method(), operation.at(ids), body);
    }

    /** Sends an operation's request with another body to the agent. */
    default Reply send(Client sender, Operation operation, @Nullable String body) {
        return sendAt(sender, operation, ids(), body);
    }

    /** How many rows a table has. Each change of anything is a row in {@code core_audit}. */
    default long count(String table) {
        return context()
                .getBean(Sql.class)
                .first("select count(*) from " + table, row -> row.getLong(1))
                .orElseThrow();
    }
}
