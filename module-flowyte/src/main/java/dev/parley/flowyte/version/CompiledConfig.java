package dev.parley.flowyte.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.revision.Document;
import dev.parley.flowyte.agent.AgentKind;
import java.util.List;
import java.util.function.Function;

/**
 * Everything of a draft that is published, as one object: the members of the agent, and beside them {@code skills} and
 * {@code playbooks} by their ids, {@code guardrails} and {@code callerVerification}. Annotations of variables are for people and no
 * part of it.
 */
final class CompiledConfig {

    private CompiledConfig() {}

    /**
     * Compiles a draft.
     *
     * @param draft all documents of a kind, by the name of the kind
     */
    static ObjectNode of(Function<String, List<Document>> draft) {
        ObjectNode config = StrictJson.NODES.objectNode();
        draft.apply(AgentKind.KEY.kind()).forEach(agent -> config.setAll((ObjectNode) agent.body()));
        return config;
    }
}
