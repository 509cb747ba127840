package dev.parley.agents.variant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.ConflictView;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.LeafConflict;
import dev.parley.core.spi.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which variant is the default, in the store: one document with one {@code variantId} for the whole set, so that there cannot be two.
 * When it names no variant of the branch, the first variant in creation order is the default. On the wire it is every variant's
 * {@code isDefault}.
 */
public final class DefaultVariantKind implements ResourceKind {

    static final DocumentKey KEY = new DocumentKey("default-variant", "default");

    private static final String MEMBER = "variantId";

    static JsonNode body(String variantId) {
        return StrictJson.NODES.objectNode().put(MEMBER, variantId);
    }

    static String variantId(JsonNode body) {
        return body.path(MEMBER).asText();
    }

    @Override
    public String name() {
        return KEY.kind();
    }

    @Override
    public List<String> path(String id, List<String> leaf) {
        return Stream.concat(Stream.of("variantManagement", "defaultVariant"), leaf.stream())
                .toList();
    }

    @Override
    public boolean isInTree() {
        return false;
    }

    @Override
    public Set<String> referencedKinds() {
        return Set.of(VariantKind.NAME);
    }

    @Override
    public List<DocumentKey> references(JsonNode body) {
        return List.of(VariantKind.key(variantId(body)));
    }

    @Override
    public JsonNode withoutReferences(JsonNode body, Predicate<DocumentKey> gone) {
        return references(body).stream().anyMatch(gone) ? StrictJson.NODES.nullNode() : body;
    }

    /**
     * Shows a line for each variant that only one side made the default. The choices for the lines together name the default: the last
     * one that is to be it; if none is, that of the side which moved nothing, else the one at the fork, else ours.
     */
    @Override
    public ConflictView view(LeafConflict conflict) {
        String base = at(conflict, conflict.base());
        String ours = at(conflict, conflict.ours());
        String theirs = at(conflict, conflict.theirs());
        List<String> variants = Stream.of(ours, theirs)
                .filter(variant -> !variant.isEmpty() && !variant.equals(base))
                .distinct()
                .toList();
        if (variants.isEmpty()) {
            return ConflictView.direct(this, conflict);
        }
        List<ConflictView.Line> lines = new ArrayList<>();
        for (String variant : variants) {
            lines.add(new ConflictView.Line(
                    List.of("variantManagement", "variants", "entities", variant, "isDefault"),
                    flag(variant, base),
                    flag(variant, ours),
                    flag(variant, theirs)));
        }
        return new ConflictView(lines, chosen -> {
            for (int i = variants.size() - 1; i >= 0; i--) {
                if (chosen.get(i).asBoolean()) {
                    return conflict.leaf().isEmpty()
                            ? body(variants.get(i))
                            : StrictJson.NODES.textNode(variants.get(i));
                }
            }
            if (!variants.contains(ours)) {
                return conflict.ours();
            }
            if (!variants.contains(theirs)) {
                return conflict.theirs();
            }
            return base.isEmpty() ? conflict.ours() : conflict.base();
        });
    }

    /** The variant that a side names; the conflict may be about the member or about the whole document. */
    private static String at(LeafConflict conflict, JsonNode value) {
        return conflict.leaf().isEmpty() ? variantId(value) : value.asText();
    }

    private static JsonNode flag(String variant, String chosen) {
        return StrictJson.NODES.booleanNode(variant.equals(chosen));
    }

    @Override
    public List<String> violations(JsonNode body) {
        return body.path(MEMBER).isTextual() && body.size() == 1 ? List.of() : List.of(MEMBER + " must be a string");
    }
}
