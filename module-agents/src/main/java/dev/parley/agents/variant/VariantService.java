package dev.parley.agents.variant;

import dev.parley.agents.AgentsError;
import dev.parley.agents.Ids;
import dev.parley.agents.branch.BranchAccess;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Change;
import dev.parley.core.revision.Changes;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.Documents;
import dev.parley.core.revision.HeldBranch;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of variants: names are unique, values belong to attributes of the branch, and as soon as there is a variant, exactly one is
 * the default.
 */
@Singleton
class VariantService {

    private final BranchAccess branches;
    private final Documents documents;
    private final Changes changes;

    VariantService(BranchAccess branches, Documents documents, Changes changes) {
        this.branches = branches;
        this.documents = documents;
        this.changes = changes;
    }

    Listing<Variant> list(Caller caller, String agentId, String branchId) {
        Branch branch = branches.readable(caller, agentId, branchId);
        List<String> attributeIds = new ArrayList<>();
        Listing<Document> attributes = documents.list(branch, AttributeKind.NAME);
        long after = Listing.START;
        Chunk<Document> chunk;
        do {
            chunk = attributes.read(after, 500);
            chunk.items().forEach(attribute -> attributeIds.add(attribute.id()));
            after = chunk.next().orElse(after);
        } while (chunk.next().isPresent());
        Listing<Document> variants = documents.list(branch, VariantKind.NAME);
        String defaultId = documents
                .find(branch, branch.sequence(), DefaultVariantKind.KEY)
                .map(document -> DefaultVariantKind.variantId(document.body()))
                .filter(id -> documents
                        .find(branch, branch.sequence(), VariantKind.key(id))
                        .isPresent())
                .or(() -> variants.read(Listing.START, 1).items().stream()
                        .findFirst()
                        .map(Document::id))
                .orElse("");
        return variants.map(variant -> Variant.of(variant, attributeIds, defaultId));
    }

    /** Creates a variant; the first one of a branch becomes the default. */
    Variant create(Write write, String agentId, String branchId, CreateVariantBody body) {
        HeldBranch held = branches.writable(write, agentId, branchId);
        return changes.in(write, held, "variant.create", body.name(), change -> {
            Map<String, String> values = AttributeValues.of(body.attributeValues());
            List<String> attributeIds = attributeIds(change);
            requireAttributes(attributeIds, values);
            Optional<String> currentDefault = currentDefault(change);
            DocumentKey key = VariantKind.key(Ids.variant());
            while (change.find(key).isPresent()) {
                key = VariantKind.key(Ids.variant());
            }
            Document variant = change.put(key, VariantKind.body(body.name(), values));
            if (currentDefault.isEmpty() || Boolean.TRUE.equals(body.isDefault())) {
                change.put(DefaultVariantKind.KEY, DefaultVariantKind.body(key.id()));
            }
            return Variant.of(variant, attributeIds, currentDefault(change).orElse(""));
        });
    }

    /** Changes a variant; values that are not mentioned stay. */
    Variant update(Write write, String agentId, String branchId, String variantId, UpdateVariantBody body) {
        HeldBranch held = branches.writable(write, agentId, branchId);
        return changes.in(write, held, "variant.update", variantId, change -> {
            DocumentKey key = VariantKind.key(variantId);
            Document variant = change.find(key).orElseThrow(AgentsError.VARIANT_NOT_FOUND::exception);
            Map<String, String> given = AttributeValues.of(body.attributeValues());
            List<String> attributeIds = attributeIds(change);
            write.requireMatch(() ->
                    Variant.of(variant, attributeIds, currentDefault(change).orElse("")));
            requireAttributes(attributeIds, given);
            Map<String, String> values = new LinkedHashMap<>();
            variant.body()
                    .path("values")
                    .properties()
                    .forEach(
                            value -> values.put(value.getKey(), value.getValue().textValue()));
            values.putAll(given);
            String name = body.name() == null ? variant.body().path("name").textValue() : body.name();
            if (Boolean.TRUE.equals(body.isDefault())) {
                change.put(DefaultVariantKind.KEY, DefaultVariantKind.body(variantId));
            } else if (Boolean.FALSE.equals(body.isDefault())
                    && currentDefault(change).filter(variantId::equals).isPresent()) {
                throw AgentsError.VARIANTS_REMOVE_DEFAULT_ERROR.exception();
            }
            return Variant.of(
                    change.put(key, VariantKind.body(name, values)),
                    attributeIds,
                    currentDefault(change).orElse(""));
        });
    }

    /** Deletes a variant; the default one only when it is the last. */
    Deleted delete(Write write, String agentId, String branchId, String variantId) {
        HeldBranch held = branches.writable(write, agentId, branchId);
        return changes.in(write, held, "variant.delete", variantId, change -> {
            DocumentKey key = VariantKind.key(variantId);
            Document variant = change.find(key).orElseThrow(AgentsError.VARIANT_NOT_FOUND::exception);
            Optional<String> currentDefault = currentDefault(change);
            write.requireMatch(() -> Variant.of(variant, attributeIds(change), currentDefault.orElse("")));
            if (currentDefault.filter(variantId::equals).isPresent()) {
                if (change.firstOther(key).isPresent()) {
                    throw AgentsError.VARIANTS_REMOVE_DEFAULT_ERROR.exception();
                }
                change.delete(DefaultVariantKind.KEY);
            }
            change.delete(key);
            return new Deleted(variantId);
        });
    }

    private static void requireAttributes(List<String> attributeIds, Map<String, String> values) {
        List<FieldError> unknown = values.keySet().stream()
                .filter(id -> !attributeIds.contains(id))
                .map(id -> new FieldError("attributeValues.values." + id, "is not an attribute of the branch"))
                .toList();
        if (!unknown.isEmpty()) {
            throw ApiException.invalid(
                    AgentsError.VARIANTS_BAD_ATTRIBUTES_ERROR,
                    AgentsError.VARIANTS_BAD_ATTRIBUTES_ERROR.message(),
                    unknown);
        }
    }

    private static Optional<String> currentDefault(Change change) {
        return change.find(DefaultVariantKind.KEY)
                .map(document -> DefaultVariantKind.variantId(document.body()))
                .filter(id -> change.find(VariantKind.key(id)).isPresent())
                .or(() -> change.first(VariantKind.NAME).map(Document::id));
    }

    private static List<String> attributeIds(Change change) {
        return change.list(AttributeKind.NAME).stream().map(Document::id).toList();
    }
}
