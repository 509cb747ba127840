package dev.parley.agents.variant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.agents.AgentsError;
import dev.parley.core.error.ErrorCode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.ConflictView;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.LeafConflict;
import dev.parley.core.spi.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Variants in the store: a {@code name}, and {@code values} by attribute id. Only values that are not empty are stored: whoever reads
 * fills in {@code ""} for the other attributes of the branch, so that every variant has a value for every attribute without anybody
 * keeping it so.
 */
public final class VariantKind implements ResourceKind {

    static final String NAME = "variant";

    private static final String VALUES = "values";

    static DocumentKey key(String id) {
        return new DocumentKey(NAME, id);
    }

    static JsonNode body(String name, Map<String, String> values) {
        ObjectNode body = StrictJson.NODES.objectNode().put("name", name);
        ObjectNode stored = body.putObject(VALUES);
        values.forEach((attributeId, value) -> {
            if (!value.isEmpty()) {
                stored.put(attributeId, value);
            }
        });
        return body;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> path(String id, List<String> leaf) {
        String collection = !leaf.isEmpty() && leaf.get(0).equals(VALUES) ? "variantAttributeValues" : "variants";
        return Stream.concat(Stream.of("variantManagement", collection, "entities", id), leaf.stream())
                .toList();
    }

    @Override
    public List<String> uniqueNames(JsonNode body) {
        return List.of(body.path("name").asText());
    }

    @Override
    public ErrorCode nameTaken() {
        return AgentsError.VARIANTS_DUPLICATE_NAME_ERROR;
    }

    @Override
    public Set<String> referencedKinds() {
        return Set.of(AttributeKind.NAME);
    }

    @Override
    public List<DocumentKey> references(JsonNode body) {
        List<DocumentKey> attributes = new ArrayList<>();
        body.path(VALUES).fieldNames().forEachRemaining(id -> attributes.add(AttributeKind.key(id)));
        return attributes;
    }

    @Override
    public JsonNode withoutReferences(JsonNode body, Predicate<DocumentKey> gone) {
        ObjectNode result = body.deepCopy();
        List<String> dangling =
                references(body).stream().filter(gone).map(DocumentKey::id).toList();
        result.withObject("/" + VALUES).remove(dangling);
        return result;
    }

    /** A value that is not stored is shown as the empty string that it stands for. */
    @Override
    public ConflictView view(LeafConflict conflict) {
        if (conflict.leaf().size() != 2 || !conflict.leaf().get(0).equals(VALUES)) {
            return ConflictView.direct(this, conflict);
        }
        ConflictView.Line line = new ConflictView.Line(
                path(conflict.id(), conflict.leaf()),
                shown(conflict.base()),
                shown(conflict.ours()),
                shown(conflict.theirs()));
        return new ConflictView(
                List.of(line),
                chosen -> chosen.get(0).asText().isEmpty() && chosen.get(0).isTextual()
                        ? MissingNode.getInstance()
                        : chosen.get(0));
    }

    private static JsonNode shown(JsonNode value) {
        return value.isMissingNode() ? StrictJson.NODES.textNode("") : value;
    }

    @Override
    public List<String> violations(JsonNode body) {
        List<String> violations = new ArrayList<>();
        if (!body.path("name").isTextual() || body.path("name").textValue().isEmpty()) {
            violations.add("name must be a string of at least 1 character");
        }
        if (!body.path(VALUES).isObject()
                || body.path(VALUES).properties().stream()
                        .anyMatch(value -> !value.getValue().isTextual())) {
            violations.add("values must be strings");
        }
        if (body.size() != 2) {
            violations.add("a variant has no other members");
        }
        return violations;
    }
}
