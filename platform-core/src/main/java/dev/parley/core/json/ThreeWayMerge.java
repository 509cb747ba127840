package dev.parley.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Merges two descendants of one JSON value, leaf by leaf: objects are merged member by member, everything else, arrays included, is one
 * leaf. What only one side changed is taken, what both changed alike too; what they changed differently is a conflict. A value that is
 * not there is a missing node.
 */
public final class ThreeWayMerge {

    private final List<Conflict> conflicts = new ArrayList<>();

    private ThreeWayMerge() {}

    /**
     * Two different changes of one value.
     *
     * @param path the names that lead to it; empty for the whole
     * @param base the value before
     * @param ours the one side's
     * @param theirs the other side's
     */
    public record Conflict(List<String> path, JsonNode base, JsonNode ours, JsonNode theirs) {}

    /**
     * What came out.
     *
     * @param merged the merged value, with the base's value wherever there is a conflict; missing when nothing is left
     * @param conflicts in the order of their paths; empty when the sides agree
     */
    public record Result(JsonNode merged, List<Conflict> conflicts) {
        public Result {
            conflicts = List.copyOf(conflicts);
        }
    }

    /** Merges; changes none of its arguments. */
    public static Result merge(JsonNode base, JsonNode ours, JsonNode theirs) {
        ThreeWayMerge merge = new ThreeWayMerge();
        JsonNode merged = merge.merge(List.of(), base, ours, theirs);
        return new Result(merged, merge.conflicts);
    }

    private JsonNode merge(List<String> path, JsonNode base, JsonNode ours, JsonNode theirs) {
        if (same(ours, theirs) || same(base, theirs)) {
            return ours;
        }
        if (same(base, ours)) {
            return theirs;
        }
        if (!ours.isObject() || !theirs.isObject()) {
            conflicts.add(new Conflict(path, base, ours, theirs));
            return base;
        }
        Set<String> names = new TreeSet<>();
        ours.fieldNames().forEachRemaining(names::add);
        theirs.fieldNames().forEachRemaining(names::add);
        if (base.isObject()) {
            base.fieldNames().forEachRemaining(names::add);
        }
        ObjectNode merged = StrictJson.NODES.objectNode();
        for (String name : names) {
            List<String> member = append(path, name);
            JsonNode value = merge(member, base.path(name), ours.path(name), theirs.path(name));
            if (!value.isMissingNode()) {
                merged.set(name, value);
            }
        }
        return merged;
    }

    private static List<String> append(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return List.copyOf(longer);
    }

    /** Whether two values have the same canonical form. */
    public static boolean same(JsonNode a, JsonNode b) {
        if (a.isMissingNode() || b.isMissingNode()) {
            return a.isMissingNode() && b.isMissingNode();
        }
        return CanonicalJson.text(a).equals(CanonicalJson.text(b));
    }

    /**
     * A value with another one at a path; a missing one is removed. Objects on the way are made where they are not there.
     *
     * @param path the names that lead to the place; empty for the whole
     */
    public static JsonNode with(JsonNode whole, List<String> path, JsonNode value) {
        if (path.isEmpty()) {
            return value;
        }
        ObjectNode result = whole.isObject() ? ((ObjectNode) whole).deepCopy() : StrictJson.NODES.objectNode();
        JsonNode member = with(result.path(path.get(0)), path.subList(1, path.size()), value);
        if (member.isMissingNode()) {
            result.remove(path.get(0));
        } else {
            result.set(path.get(0), member);
        }
        return result;
    }
}
