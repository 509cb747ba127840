package dev.parley.core.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.core.database.Sql;
import dev.parley.core.error.CoreError;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.spi.DocumentKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** What was changed on a branch without a parent, by whom and when. */
@Singleton
public class History {

    private final Sql sql;
    private final EntryStore entries;
    private final Horizon horizon;

    History(Sql sql, EntryStore entries, Horizon horizon) {
        this.sql = sql;
        this.entries = entries;
        this.horizon = horizon;
    }

    /**
     * A change that was made.
     *
     * @param sequence its number on the branch
     * @param at when; later changes have later moments
     * @param by who: the label that the caller gave, else the id of its key
     * @param action what was done, as {@code noun.verb}
     * @param target to what, for a person
     * @param documents what it did to documents, in the order of kind and id; empty when everything stayed as it was
     */
    public record PastChange(
            long sequence, Instant at, String by, String action, String target, List<DocumentChange> documents) {}

    /**
     * What a change did to a document.
     *
     * @param key the document
     * @param from its content before, missing when it was not there
     * @param to its content after, missing when it was deleted
     */
    public record DocumentChange(DocumentKey key, JsonNode from, JsonNode to) {}

    /**
     * The changes of a branch, as far back as they are kept: a list that is read from its beginning has no others, and one that goes on,
     * oldest first, after a change further back ends with an {@link dev.parley.core.error.ApiException} 410.
     *
     * @param branch a branch without a parent, as it was looked up; changes that came later are not in the list
     * @param newestFirst in which order
     * @throws IllegalArgumentException when the branch has a parent
     */
    public Listing<PastChange> of(Branch branch, boolean newestFirst) {
        if (!branch.isMain()) {
            throw new IllegalArgumentException("The branch has a parent");
        }
        return (after, max) -> {
            long beginning = newestFirst ? branch.sequence() + 1 : horizon.of(branch.id());
            long beyond = after == Listing.START ? beginning : after;
            List<PastChange> changes = read(branch, newestFirst, beyond, max + 1);
            // Looked up last, so that what a prune took meanwhile is seen. Of the change at the horizon itself it is
            // not known what was before.
            long kept = horizon.of(branch.id());
            if (!newestFirst && beyond < kept) {
                throw CoreError.HISTORY_PRUNED.exception();
            }
            return Chunk.of(
                    changes.stream().filter(change -> change.sequence() > kept).toList(), max, PastChange::sequence);
        };
    }

    /**
     * The number of the last change until a moment, that one included; empty when the first came later.
     *
     * @throws dev.parley.core.error.ApiException 410 when that is further back than what is kept
     */
    public OptionalLong sequenceAt(Branch branch, Instant moment) {
        OptionalLong sequence = last(branch.id(), moment);
        if (sequence.orElse(0) < horizon.of(branch.id())) {
            throw CoreError.HISTORY_PRUNED.exception();
        }
        return sequence;
    }

    /** The same without regard to what is kept. */
    OptionalLong last(long branchId, Instant moment) {
        return sql.first(
                        "select seq from core_audit where branch_id = ? and at <= ? order by branch_id desc, seq desc limit 1",
                        row -> OptionalLong.of(row.getLong("seq")),
                        branchId,
                        moment)
                .orElse(OptionalLong.empty());
    }

    /**
     * When a change was made; it must be one of the branch's.
     *
     * @throws dev.parley.core.error.ApiException 410 when that is further back than what is kept
     */
    public Instant at(Branch branch, long sequence) {
        return sql.first(
                        "select at from core_audit where branch_id = ? and seq = ?",
                        row -> Objects.requireNonNull(Sql.instant(row, "at")),
                        branch.id(),
                        sequence)
                .orElseThrow(CoreError.HISTORY_PRUNED::exception);
    }

    private List<PastChange> read(Branch branch, boolean newestFirst, long beyond, int max) {
        List<PastChange> changes = sql.list(
                "select seq, at, actor, label, action, target from core_audit where branch_id = ? and seq "
                        + (newestFirst
                                ? "< ? order by branch_id desc, seq desc limit ?"
                                : "> ? order by branch_id, seq limit ?"),
                row -> new PastChange(
                        row.getLong("seq"),
                        Objects.requireNonNull(Sql.instant(row, "at")),
                        row.getString("label") == null ? row.getString("actor") : row.getString("label"),
                        row.getString("action"),
                        row.getString("target"),
                        List.of()),
                branch.id(),
                beyond,
                max);
        if (changes.isEmpty()) {
            return changes;
        }
        long one = changes.get(0).sequence();
        long other = changes.get(changes.size() - 1).sequence();
        Map<Long, Map<DocumentKey, DocumentChange>> documents =
                documents(branch.id(), Math.min(one, other), Math.max(one, other));
        return changes.stream()
                .map(change -> new PastChange(
                        change.sequence(),
                        change.at(),
                        change.by(),
                        change.action(),
                        change.target(),
                        List.copyOf(documents
                                .getOrDefault(change.sequence(), Map.of())
                                .values())))
                .toList();
    }

    /** What the changes of a stretch of the sequence did to documents, by change. */
    private Map<Long, Map<DocumentKey, DocumentChange>> documents(long branchId, long first, long last) {
        Map<Long, Map<DocumentKey, DocumentChange>> documents = new LinkedHashMap<>();
        JsonNode missing = MissingNode.getInstance();
        for (Entry entry : entries.writtenBetween(branchId, first, last)) {
            documents
                    .computeIfAbsent(entry.sequence(), sequence -> new LinkedHashMap<>())
                    .put(entry.key(), new DocumentChange(entry.key(), missing, entry.body()));
        }
        for (EntryStore.Superseded past : entries.supersededBetween(branchId, first, last)) {
            documents
                    .getOrDefault(past.bySequence(), Map.of())
                    .computeIfPresent(
                            past.entry().key(),
                            (key, change) ->
                                    new DocumentChange(key, past.entry().body(), change.to()));
        }
        return documents;
    }
}
