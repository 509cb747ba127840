package dev.parley.agents.branch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.Timestamps;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.MergeConflictException;
import dev.parley.core.revision.MergeConflictException.DocumentConflict;
import dev.parley.core.spi.ConflictView;
import dev.parley.core.spi.Extensions;
import dev.parley.core.spi.ResourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a merge that needs decisions answers instead of an error: every conflict with its path and its three sides, and the merged
 * documents as far as they could be merged. With the fields of a document that conflict, its {@code updatedAt} is listed too, although
 * it needs no decision.
 */
final class ConflictDocument {

    private final Extensions extensions;

    private ConflictDocument(Extensions extensions) {
        this.extensions = extensions;
    }

    static JsonNode of(MergeConflictException conflict, Branch branch, Extensions extensions) {
        ConflictDocument document = new ConflictDocument(extensions);
        ObjectNode body = StrictJson.NODES.objectNode();
        body.set("value", document.tree(conflict));
        ArrayNode conflicts = body.putArray("conflicts");
        conflict.conflicts().forEach(ofDocument -> document.lines(conflicts, ofDocument));
        body.put("hasConflicts", !conflict.conflicts().isEmpty());
        body.put("targetLastUpdated", Timestamps.text(conflict.targetUpdatedAt()));
        body.put("sourceCreatedAt", Timestamps.text(branch.createdAt()));
        ArrayNode errors = body.putArray("errors");
        conflict.errors().forEach(violation -> {
            ObjectNode error = errors.addObject();
            violation.path().forEach(error.putArray("path")::add);
            error.put("message", violation.message());
        });
        return body;
    }

    private void lines(ArrayNode conflicts, DocumentConflict ofDocument) {
        for (ConflictView.Line line : ofDocument.lines()) {
            line(conflicts, line.path(), line.base(), line.ours(), line.theirs());
        }
        ResourceKind kind = extensions.kind(ofDocument.key().kind());
        List<String> documentPath = kind.path(ofDocument.key().id(), List.of());
        boolean isInDocument = ofDocument.lines().stream()
                .allMatch(line -> Collections.indexOfSubList(line.path(), documentPath) == 0);
        if (!ofDocument.isWhole() && isInDocument) {
            line(
                    conflicts,
                    kind.path(ofDocument.key().id(), List.of("updatedAt")),
                    moment(ofDocument.base()),
                    moment(ofDocument.ours()),
                    moment(ofDocument.theirs()));
        }
    }

    private static JsonNode moment(@Nullable Instant moment) {
        return moment == null ? StrictJson.NODES.missingNode() : StrictJson.NODES.textNode(Timestamps.text(moment));
    }

    private static void line(ArrayNode conflicts, List<String> path, JsonNode base, JsonNode ours, JsonNode theirs) {
        ObjectNode line = conflicts.addObject();
        path.forEach(line.putArray("path")::add);
        line.set("baseValue", orNull(base));
        line.set("oursValue", orNull(ours));
        line.set("theirsValue", orNull(theirs));
        line.put("type", type(base, ours, theirs));
    }

    private static String type(JsonNode base, JsonNode ours, JsonNode theirs) {
        if (base.isMissingNode()) {
            return "add";
        }
        return ours.isMissingNode() || theirs.isMissingNode() ? "delete" : "modify";
    }

    private static JsonNode orNull(JsonNode value) {
        return value.isMissingNode() ? StrictJson.NODES.nullNode() : value;
    }

    /** The documents in the API's tree of an agent, with the base's value at every line of a conflict. */
    private JsonNode tree(MergeConflictException conflict) {
        ObjectNode tree = StrictJson.NODES.objectNode();
        for (Document document : conflict.merged()) {
            ResourceKind kind = extensions.kind(document.key().kind());
            if (kind.isInTree()) {
                place(tree, kind, document.id(), List.of(), document.body());
            }
        }
        conflict.conflicts().stream()
                .filter(ofDocument -> !extensions.kind(ofDocument.key().kind()).isInTree())
                .flatMap(ofDocument -> ofDocument.lines().stream())
                .filter(line -> !line.base().isMissingNode())
                .forEach(line -> set(tree, line.path(), line.base()));
        return tree;
    }

    private static void place(ObjectNode tree, ResourceKind kind, String id, List<String> leaf, JsonNode value) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(member -> {
                List<String> deeper = new ArrayList<>(leaf);
                deeper.add(member.getKey());
                place(tree, kind, id, deeper, member.getValue());
            });
            return;
        }
        set(tree, kind.path(id, leaf), value);
    }

    private static void set(ObjectNode tree, List<String> path, JsonNode value) {
        ObjectNode parent = tree;
        for (String name : path.subList(0, path.size() - 1)) {
            JsonNode child = parent.get(name);
            parent = child instanceof ObjectNode object ? object : parent.putObject(name);
        }
        parent.set(path.get(path.size() - 1), value);
    }
}
