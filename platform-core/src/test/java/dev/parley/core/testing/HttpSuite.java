package dev.parley.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.BeanContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A server with what is on the class path, an empty database, and a caller that may do everything in a workspace of its own, which is
 * another one in every test. A suite extends this once; its tests extend the suite by two lines, one with {@link OnH2} and one with
 * {@link OnPostgreSql}.
 */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpSuite {

    @Inject
    protected EmbeddedServer server;

    @Inject
    protected BeanContext context;

    /** May do everything in {@link #workspace}. */
    protected Client client;

    protected String workspace;
    protected TestKeys keys;

    private int tests;

    @BeforeEach
    final void newWorkspace() {
        keys = new TestKeys(context);
        workspace = "workspace-" + ++tests;
        client = anonymous().key(keys.all(workspace));
    }

    /** A caller without a key. */
    public final Client anonymous() {
        return Client.of(server.getURL().toString());
    }

    /** May do everything in {@link #workspace}. */
    public final Client client() {
        return client;
    }

    /** The workspace of this test. */
    public final String workspace() {
        return workspace;
    }

    public final TestKeys keys() {
        return keys;
    }

    public final BeanContext context() {
        return context;
    }

    /** The names of an object's members, in their order. */
    protected static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The values of the members of a name, of each of some items. */
    protected static List<String> texts(JsonNode items, String member) {
        return items.findValuesAsText(member);
    }

    /** The fields that an error names, each with a message. */
    protected static List<String> fields(JsonNode error) {
        error.path("errors")
                .forEach(item -> assertThat(item.path("message").asText()).isNotEmpty());
        return texts(error.path("errors"), "field");
    }
}
