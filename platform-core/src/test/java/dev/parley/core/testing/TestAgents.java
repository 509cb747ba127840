package dev.parley.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Database;
import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.Change;
import dev.parley.core.revision.Changes;
import dev.parley.core.revision.Deployments;
import dev.parley.core.revision.Spaces;
import dev.parley.core.security.ApiKey;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import io.micronaut.context.BeanContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Agents for the tests of a module that is about agents but does not have them. Everything happens in the store, in one transaction a
 * call, with the listeners and the audit that it has from anywhere else.
 *
 * <p>The kind of a document must be registered, and in a module's own tests the module that has it is not there. A module's tests bring
 * the kinds that they need with a class of theirs
 *
 * <pre>{@code
 * public final class AgentKinds extends TestKinds {
 *     public AgentKinds() {
 *         super("variant");
 *     }
 * }
 * }</pre>
 *
 * and its full name in {@code META-INF/services/dev.parley.core.spi.FeatureModule} of their test resources.
 */
public final class TestAgents {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final BeanContext context;

    public TestAgents(BeanContext context) {
        this.context = context;
    }

    /** Creates an agent with an empty main branch, and its workspace when that is not there. Returns the agent's id. */
    public String create(String workspace) {
        return create(workspace, "agent-" + NUMBER.incrementAndGet());
    }

    /** The same with an id that is free in the workspace. */
    public String create(String workspace, String agentId) {
        return write(
                workspace,
                write -> context.getBean(Spaces.class)
                        .create(write, agentId, () -> agentId, "Agent " + agentId, null, change -> {})
                        .publicId());
    }

    /** Deletes an agent. */
    public void delete(String workspace, String agentId) {
        run(workspace, write -> {
            Spaces spaces = context.getBean(Spaces.class);
            spaces.delete(write, spaces.require(write.caller(), agentId));
        });
    }

    /** Puts a document on main. */
    public void put(String workspace, String agentId, DocumentKey key, JsonNode body) {
        change(workspace, agentId, "test.put", key, change -> change.put(key, body));
    }

    /** Takes a document from main. */
    public void remove(String workspace, String agentId, DocumentKey key) {
        change(workspace, agentId, "test.remove", key, change -> change.delete(key));
    }

    /** Publishes main to an environment, also when it is there already. */
    public void publish(String workspace, String agentId, String environment) {
        run(
                workspace,
                write ->
                        context.getBean(Deployments.class).publish(write, main(write, agentId), environment, "", true));
    }

    /** Runs a write by somebody who may do everything in a workspace. */
    public <T> T write(String workspace, Function<Write, T> work) {
        return context.getBean(Database.class).write(() -> work.apply(newWrite(workspace)));
    }

    private void run(String workspace, Consumer<Write> work) {
        write(workspace, write -> {
            work.accept(write);
            return true;
        });
    }

    private void change(String workspace, String agentId, String action, DocumentKey key, Consumer<Change> work) {
        run(
                workspace,
                write -> context.getBean(Changes.class).in(write, main(write, agentId), action, key.id(), change -> {
                    work.accept(change);
                    return change.sequence();
                }));
    }

    private Branch main(Write write, String agentId) {
        return context.getBean(Branches.class).main(write.caller(), agentId);
    }

    private static Write newWrite(String workspace) {
        Caller caller = new Caller(workspace, PolyAiFamily.ID, "test", Optional.empty(), Set.of(ApiKey.ALL), Set.of());
        return new Write(caller, "test", Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
