package dev.parley.agents.variant;

import dev.parley.agents.AgentsError;
import dev.parley.agents.Ids;
import dev.parley.agents.branch.BranchAccess;
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

/** The rules of attributes. */
@Singleton
class AttributeService {

    private final BranchAccess branches;
    private final Documents documents;
    private final Changes changes;
    private final VariantKind variantKind = new VariantKind();

    AttributeService(BranchAccess branches, Documents documents, Changes changes) {
        this.branches = branches;
        this.documents = documents;
        this.changes = changes;
    }

    Listing<Attribute> list(Caller caller, String agentId, String branchId) {
        Branch branch = branches.readable(caller, agentId, branchId);
        return documents.list(branch, AttributeKind.NAME).map(Attribute::of);
    }

    /** Creates an attribute; every variant has {@code ""} for it from then on. */
    Attribute create(Write write, String agentId, String branchId, String name) {
        HeldBranch held = branches.writable(write, agentId, branchId);
        return changes.in(write, held, "attribute.create", name, change -> {
            DocumentKey key = AttributeKind.key(Ids.attribute());
            while (change.find(key).isPresent()) {
                key = AttributeKind.key(Ids.attribute());
            }
            change.put(key, AttributeKind.body(name));
            return new Attribute(key.id(), name);
        });
    }

    Attribute rename(Write write, String agentId, String branchId, String attributeId, String name) {
        HeldBranch held = branches.writable(write, agentId, branchId);
        return changes.in(write, held, "attribute.update", attributeId, change -> {
            DocumentKey key = require(write, change, attributeId);
            change.put(key, AttributeKind.body(name));
            return new Attribute(attributeId, name);
        });
    }

    /** Deletes an attribute, and its values in all variants. */
    Deleted delete(Write write, String agentId, String branchId, String attributeId) {
        HeldBranch held = branches.writable(write, agentId, branchId);
        return changes.in(write, held, "attribute.delete", attributeId, change -> {
            DocumentKey key = require(write, change, attributeId);
            change.delete(key);
            for (Document variant : change.list(VariantKind.NAME)) {
                if (variantKind.references(variant.body()).contains(key)) {
                    change.put(variant.key(), variantKind.withoutReferences(variant.body(), key::equals));
                }
            }
            return new Deleted(attributeId);
        });
    }

    private static DocumentKey require(Write write, Change change, String attributeId) {
        DocumentKey key = AttributeKind.key(attributeId);
        Document attribute = change.find(key).orElseThrow(AgentsError.ATTRIBUTE_NOT_FOUND::exception);
        write.requireMatch(() -> Attribute.of(attribute));
        return key;
    }
}
