package dev.parley.flowyte.version;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.FieldError;
import dev.parley.flowyte.playbook.PlaybookGraph;
import dev.parley.flowyte.playbook.Problem;
import dev.parley.flowyte.playbook.PublishRules;
import dev.parley.flowyte.playbook.VariableNames;
import java.util.ArrayList;
import java.util.List;

/** What keeps a draft from being published: enabled playbooks that would get stuck, and verification without its skill. */
final class PublishCheck {

    private PublishCheck() {}

    /**
     * Everything that is wrong, each with its place in the configuration; a problem of one step of a playbook names the node.
     *
     * @param config see {@link CompiledConfig}
     */
    static List<FieldError> problems(JsonNode config) {
        List<FieldError> problems = new ArrayList<>();
        JsonNode skills = config.path("skills");
        config.path("playbooks").properties().forEach(playbook -> {
            if (playbook.getValue().path("isEnabled").booleanValue()) {
                String name = playbook.getValue().path("name").asText();
                PublishRules.check(
                                PlaybookGraph.of(playbook.getValue().path("graph")),
                                VariableNames.ofInputSchema(playbook.getValue().path("inputSchema")),
                                skills::has)
                        .forEach(problem -> problems.add(error(playbook.getKey(), name, problem)));
            }
        });
        JsonNode verification = config.path("callerVerification");
        for (int i = 0; i < verification.size(); i++) {
            if (!skills.has(verification.path(i).path("verifierSkillId").asText())) {
                problems.add(new FieldError(
                        "callerVerification." + i + ".verifierSkillId", "The skill that verifies callers is gone"));
            }
        }
        return problems;
    }

    private static FieldError error(String playbookId, String name, Problem problem) {
        String place = "playbooks." + playbookId + (problem.nodeId() == null ? "" : ".nodes." + problem.nodeId());
        return new FieldError(
                place, name + ": " + problem.message() + " (" + problem.reason().wireName() + ")");
    }
}
