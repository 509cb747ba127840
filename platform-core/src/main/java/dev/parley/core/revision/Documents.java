package dev.parley.core.revision;

import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.spi.DocumentKey;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads documents. */
@Singleton
public class Documents {

    private final EntryStore entries;
    private final Horizon horizon;

    Documents(EntryStore entries, Horizon horizon) {
        this.entries = entries;
        this.horizon = horizon;
    }

    /** A document as the branch holds it, or empty when it has none. */
    public Optional<Document> find(Branch branch, DocumentKey key) {
        return find(branch.view(), key);
    }

    /**
     * A document as the branch held it right after one of its changes.
     *
     * @throws dev.parley.core.error.ApiException 410 when that was pruned, see {@link Pruning}
     */
    public Optional<Document> find(Branch branch, long sequence, DocumentKey key) {
        Optional<Document> found = find(branch.view().asOf(sequence), key);
        horizon.requireKept(branch.id(), sequence);
        return found;
    }

    private Optional<Document> find(View view, DocumentKey key) {
        return entries.find(view, key).filter(Entry::isPresent).map(Entry::document);
    }

    /**
     * The document of one key on each of several branches without a parent, by {@link Branch#id()}; those that have none are left out.
     *
     * @param branches as they were looked up; not more than a page of them
     * @throws IllegalArgumentException when a branch has a parent
     */
    public Map<Long, Document> findOnEach(Collection<Branch> branches, DocumentKey key) {
        if (!branches.stream().allMatch(Branch::isMain)) {
            throw new IllegalArgumentException("A branch has a parent");
        }
        return entries.findOnEach(branches.stream().map(Branch::id).toList(), key).stream()
                .filter(Entry::isPresent)
                .collect(Collectors.toMap(Entry::branchId, Entry::document));
    }

    /**
     * The documents of a kind in creation order. The list is that of one moment, however long reading takes: the branch's sequence when
     * it was looked up.
     */
    public Listing<Document> list(Branch branch, String kind) {
        return list(branch, branch.sequence(), kind);
    }

    /**
     * The documents of a kind as the branch held them right after one of its changes. Reading the list ends with an {@link
     * dev.parley.core.error.ApiException} 410 when that was pruned, see {@link Pruning}.
     */
    public Listing<Document> list(Branch branch, long sequence, String kind) {
        View view = branch.view().asOf(sequence);
        return (after, max) -> {
            Chunk<Document> chunk = entries.list(view, kind, after, max);
            if (sequence != branch.sequence()) {
                horizon.requireKept(branch.id(), sequence);
            }
            if (after != Listing.START && chunk.next().isEmpty() && !entries.isStored(branch)) {
                // The agent was deleted while the list was read: better an error than a list that looks whole.
                throw Changes.gone(branch);
            }
            return chunk;
        };
    }
}
