package dev.parley.realtimeconfig.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.JsonPointers;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.Timestamps;
import dev.parley.core.revision.History.DocumentChange;
import dev.parley.core.revision.History.PastChange;
import java.util.List;
import java.util.TreeSet;

/** A change of a page as callers see it: variables one by one, the schema as a whole. */
final class PastPageChange {

    private PastPageChange() {}

    static ObjectNode json(PastChange change) {
        ObjectNode json = StrictJson.NODES.objectNode();
        json.put("sequenceId", Long.toString(change.sequence()));
        json.put("at", Timestamps.text(change.at()));
        json.put("by", change.by());
        json.put("action", change.action());
        ArrayNode differences = json.putArray("changes");
        for (DocumentChange document : change.documents()) {
            JsonNode from = orEmpty(document.from());
            JsonNode to = orEmpty(document.to());
            if (document.key().equals(PageKind.SCHEMA)) {
                add(differences, PageEdits.SCHEMA, from, to);
            } else {
                TreeSet<String> names = new TreeSet<>();
                from.fieldNames().forEachRemaining(names::add);
                to.fieldNames().forEachRemaining(names::add);
                names.forEach(name -> add(
                        differences,
                        PageEdits.VARIABLES + JsonPointers.of(List.of(name)),
                        from.path(name),
                        to.path(name)));
            }
        }
        return json;
    }

    /** A value that is not there is absent. */
    private static void add(ArrayNode differences, String path, JsonNode from, JsonNode to) {
        if (!from.equals(to)) {
            ObjectNode difference = differences.addObject().put("path", path);
            if (!from.isMissingNode()) {
                difference.set("from", from);
            }
            if (!to.isMissingNode()) {
                difference.set("to", to);
            }
        }
    }

    private static JsonNode orEmpty(JsonNode document) {
        return document.isMissingNode() ? StrictJson.NODES.objectNode() : document;
    }
}
