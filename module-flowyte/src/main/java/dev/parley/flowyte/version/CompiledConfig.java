package dev.parley.flowyte.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.revision.Document;
import dev.parley.flowyte.agent.AgentKind;
import dev.parley.flowyte.guardrail.GuardrailKind;
import dev.parley.flowyte.playbook.GraphKind;
import dev.parley.flowyte.playbook.PlaybookKind;
import dev.parley.flowyte.skill.SkillKind;
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
        ObjectNode skills = config.putObject("skills");
        draft.apply(SkillKind.NAME).forEach(skill -> skills.set(skill.id(), skill.body()));
        ObjectNode playbooks = config.putObject("playbooks");
        draft.apply(PlaybookKind.NAME)
                .forEach(
                        playbook -> playbooks.set(playbook.id(), playbook.body().deepCopy()));
        draft.apply(GraphKind.NAME)
                .forEach(graph -> playbooks.withObject("/" + graph.id()).set("graph", graph.body()));
        config.putArray("guardrails");
        config.putArray("callerVerification");
        draft.apply(GuardrailKind.NAME).forEach(list -> {
            boolean isPolicies = list.key().equals(GuardrailKind.POLICIES);
            config.set(
                    isPolicies ? "guardrails" : "callerVerification",
                    list.body().path("items"));
        });
        return config;
    }
}
