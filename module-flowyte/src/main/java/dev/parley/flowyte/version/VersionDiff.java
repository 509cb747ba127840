package dev.parley.flowyte.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.CanonicalJson;
import dev.parley.core.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How two configurations differ: objects member by member, lists of things with ids thing by thing, everything else as a whole. What
 * is only on one side is one difference, however much it holds.
 */
final class VersionDiff {

    private final ArrayNode changes = StrictJson.NODES.arrayNode();

    private VersionDiff() {}

    /** The differences, in the order of their fields. */
    static ArrayNode between(JsonNode before, JsonNode after) {
        VersionDiff diff = new VersionDiff();
        diff.compare("", before, after);
        return diff.changes;
    }

    private void compare(String field, JsonNode before, JsonNode after) {
        if (before.isMissingNode() || after.isMissingNode()) {
            add(field, before, after, before.isMissingNode() ? "added" : "removed");
            return;
        }
        Optional<Map<String, JsonNode>> from = parts(before);
        Optional<Map<String, JsonNode>> to = parts(after);
        if (before.getNodeType() == after.getNodeType() && from.isPresent() && to.isPresent()) {
            TreeSet<String> names = new TreeSet<>(from.get().keySet());
            names.addAll(to.get().keySet());
            JsonNode missing = StrictJson.NODES.missingNode();
            for (String name : names) {
                compare(
                        field.isEmpty() ? name : field + "." + name,
                        from.get().getOrDefault(name, missing),
                        to.get().getOrDefault(name, missing));
            }
        } else if (!CanonicalJson.text(before).equals(CanonicalJson.text(after))) {
            add(field, before, after, "changed");
        }
    }

    /** The parts that a value is compared by, by their names; empty when it is compared as a whole. */
    private static Optional<Map<String, JsonNode>> parts(JsonNode value) {
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        if (value.isObject()) {
            value.properties().forEach(member -> parts.put(member.getKey(), member.getValue()));
            return Optional.of(parts);
        }
        for (JsonNode item : value) {
            if (!item.path("id").isTextual() || parts.put(item.path("id").textValue(), item) != null) {
                return Optional.empty();
            }
        }
        return value.isArray() ? Optional.of(parts) : Optional.empty();
    }

    private void add(String field, JsonNode before, JsonNode after, String kind) {
        ObjectNode change = changes.addObject();
        change.put("field", field);
        change.set("before", before.isMissingNode() ? change.nullNode() : before);
        change.set("after", after.isMissingNode() ? change.nullNode() : after);
        change.put("kind", kind);
    }
}
