package dev.parley.flowyte.variable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.Timestamps;
import dev.parley.core.revision.Document;
import dev.parley.flowyte.playbook.GraphKind;
import dev.parley.flowyte.playbook.PlaybookGraph;
import dev.parley.flowyte.playbook.PlaybookKind;
import dev.parley.flowyte.playbook.Template;
import dev.parley.flowyte.playbook.VariableNames;
import dev.parley.flowyte.playbook.VariableUse;
import dev.parley.flowyte.skill.SkillKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All variables of a draft: read from its enabled playbooks and skills, and merged with annotations. It only observes: nothing is
 * refused or done because of it.
 */
final class VariableRegistry {

    private final Map<String, Entry> entries = new TreeMap<>();

    /**
     * Reads a draft.
     *
     * @param draft all documents of a kind, by the name of the kind
     */
    VariableRegistry(Function<String, List<Document>> draft) {
        VariableNames.RESERVED.forEach(this::entry);
        Map<String, JsonNode> graphs = new HashMap<>();
        draft.apply(GraphKind.NAME).forEach(graph -> graphs.put(graph.id(), graph.body()));
        draft.apply(PlaybookKind.NAME).stream()
                .filter(VariableRegistry::isEnabled)
                .forEach(playbook ->
                        readPlaybook(playbook, graphs.getOrDefault(playbook.id(), StrictJson.NODES.objectNode())));
        draft.apply(SkillKind.NAME).stream().filter(VariableRegistry::isEnabled).forEach(this::readSkill);
        draft.apply(VariableKind.NAME).forEach(annotation -> entry(annotation.id()).annotation = annotation);
    }

    private static final class Entry {
        final ArrayNode producedBy = StrictJson.NODES.arrayNode();
        final ArrayNode consumedBy = StrictJson.NODES.arrayNode();

        @Nullable
        Document annotation;
    }

    private static boolean isEnabled(Document document) {
        return document.body().path("isEnabled").booleanValue();
    }

    private Entry entry(String name) {
        return entries.computeIfAbsent(name, absent -> new Entry());
    }

    private void readPlaybook(Document playbook, JsonNode graph) {
        VariableNames.ofInputSchema(playbook.body().path("inputSchema"))
                .forEach(name -> entry(name).producedBy.add(user("playbook", playbook, null)));
        VariableUse.in(PlaybookGraph.of(graph)).forEach(use -> {
            Entry entry = entry(use.name());
            (use.kind() == VariableUse.Kind.SETS ? entry.producedBy : entry.consumedBy)
                    .add(user("playbook", playbook, use.nodeId()));
        });
    }

    /** Placeholders that are no parameters of the skill stand for variables. */
    private void readSkill(Document skill) {
        JsonNode parameters = skill.body().path("parametersSchema").path("properties");
        Set<String> names = new TreeSet<>();
        collectPlaceholders(skill.body().path("executionConfig"), names);
        names.stream()
                .filter(name -> !parameters.has(name))
                .forEach(name -> entry(name).consumedBy.add(user("skill", skill, null)));
    }

    private static void collectPlaceholders(JsonNode value, Set<String> names) {
        if (value.isTextual()) {
            names.addAll(new Template(value.textValue()).variables());
        } else {
            value.forEach(part -> collectPlaceholders(part, names));
        }
    }

    private static ObjectNode user(String kind, Document document, @Nullable String nodeId) {
        ObjectNode user = StrictJson.NODES.objectNode();
        user.put("kind", kind);
        user.put("id", document.id());
        user.set("name", document.body().path("name"));
        user.put("nodeId", nodeId);
        return user;
    }

    /** All variables, sorted by name. */
    ArrayNode json() {
        ArrayNode list = StrictJson.NODES.arrayNode();
        entries.keySet().forEach(name -> list.add(json(name)));
        return list;
    }

    /** One variable; one that is not there has nothing but its name. */
    ObjectNode json(String name) {
        Entry entry = entries.getOrDefault(name, new Entry());
        boolean isReserved = VariableNames.RESERVED.contains(name);
        boolean isUsed = !entry.producedBy.isEmpty() || !entry.consumedBy.isEmpty();
        ObjectNode json = StrictJson.NODES.objectNode();
        json.put("name", name);
        json.put("source", isReserved ? "reserved" : isUsed ? "derived" : "declared");
        json.put("deletable", !isReserved && !isUsed);
        json.set("producedBy", entry.producedBy);
        json.set("consumedBy", entry.consumedBy);
        Document annotation = entry.annotation;
        json.put(
                "note",
                annotation == null ? null : annotation.body().path("note").textValue());
        json.put(
                "type",
                annotation == null ? null : annotation.body().path("type").textValue());
        json.put("updatedAt", annotation == null ? null : Timestamps.text(annotation.updatedAt()));
        return json;
    }
}
