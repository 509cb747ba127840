package dev.parley.core.revision;

import dev.parley.core.database.Sql;
import dev.parley.core.json.StrictJson;
import dev.parley.core.paging.Chunk;
import dev.parley.core.spi.DocumentKey;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SQL over {@code core_entry} and {@code core_entry_past}. Every ORDER BY names its whole index, and old versions come from scalar
 * subqueries: both databases then read only the rows they return.
 */
@Singleton
final class EntryStore {

    private static final String COLUMNS =
            "branch_id, kind, id, ord, born, seq, body, hash, created_by, created_at, updated_by, updated_at";
    private static final String PAST_COLUMNS =
            "branch_id, kind, id, ord, seq born, seq, body, hash, created_by, created_at, updated_by, updated_at";
    private static final String OWN = "select " + COLUMNS + " from core_entry where branch_id = ?";
    private static final int MAX_CHUNK = 1000;
    private static final int MAX_ARMS = 50;

    private final Sql sql;

    EntryStore(Sql sql) {
        this.sql = sql;
    }

    /** The nearest level's version of a document, which may say that it is deleted; empty when no level has one. */
    Optional<Entry> find(View view, DocumentKey key) {
        for (View.Level level : view.levels()) {
            Optional<Entry> entry = find(level, key);
            if (entry.isPresent()) {
                return entry;
            }
        }
        return Optional.empty();
    }

    /** The nearest levels' versions of some documents, which may say that they are deleted; what no level has is left out. */
    List<Entry> find(View view, Collection<DocumentKey> keys) {
        List<Entry> found = new ArrayList<>();
        Set<DocumentKey> missing = new HashSet<>(keys);
        for (View.Level level : view.levels()) {
            List<Entry> ofLevel = new ArrayList<>();
            List<DocumentKey> changedSince = new ArrayList<>();
            for (Entry present : findOwn(level.branchId(), missing)) {
                if (present.sequence() <= level.asOf()) {
                    ofLevel.add(present);
                } else if (present.born() <= level.asOf()) {
                    changedSince.add(present.key());
                }
            }
            for (Entry past : findSuperseded(level.branchId(), level.asOf(), changedSince)) {
                ofLevel.add(past);
            }
            ofLevel.forEach(entry -> missing.remove(entry.key()));
            found.addAll(ofLevel);
        }
        return found;
    }

    /** Whether any level of a view has a row of a kind, at present or not any more. */
    boolean hasAny(View view, String kind) {
        return view.levels().stream()
                .anyMatch(level -> sql.first(
                                "select 1 from core_entry where branch_id = ? and kind = ? limit 1",
                                row -> true,
                                level.branchId(),
                                kind)
                        .isPresent());
    }

    /** Which of some ids of a kind have a row on any level of a view, at present or not any more. */
    Set<String> taken(View view, String kind, Collection<String> ids) {
        Set<String> taken = new HashSet<>();
        for (View.Level level : view.levels()) {
            sql.list(
                            """
                            select n.id,
                              (select e.born from core_entry e where e.branch_id = ? and e.kind = ? and e.id = n.id) born
                            from unnest(cast(? as varchar array)) n(id)""",
                            row -> row.getObject("born") == null ? "" : row.getString("id"),
                            level.branchId(),
                            kind,
                            ids.toArray(String[]::new))
                    .forEach(taken::add);
        }
        return taken;
    }

    private Optional<Entry> find(View.Level level, DocumentKey key) {
        Optional<Entry> head = sql.first(
                "select " + COLUMNS + " from core_entry where branch_id = ? and kind = ? and id = ? and born <= ?",
                EntryStore::entry,
                level.branchId(),
                key.kind(),
                key.id(),
                level.asOf());
        if (head.isEmpty() || head.get().sequence() <= level.asOf()) {
            return head;
        }
        return sql.first(
                "select " + PAST_COLUMNS
                        + " from core_entry_past where branch_id = ? and kind = ? and id = ? and to_seq > ?"
                        + " order by branch_id, kind, id, to_seq limit 1",
                EntryStore::entry,
                level.branchId(),
                key.kind(),
                key.id(),
                level.asOf());
    }

    /** The present versions of one document on each of some branches, deleted ones too. */
    List<Entry> findOnEach(List<Long> branchIds, DocumentKey key) {
        List<Entry> found = new ArrayList<>();
        inParts(branchIds, part -> {
            List<Object> values = new ArrayList<>();
            part.forEach(id -> values.addAll(List.of(id, key.kind(), key.id())));
            found.addAll(sql.list(
                    unionAll(
                            "select " + COLUMNS + " from core_entry where branch_id = ? and kind = ? and id = ?",
                            part.size()),
                    EntryStore::entry,
                    values.toArray()));
        });
        return found;
    }

    /** The documents of a kind in creation order: those with a greater {@code ord} than {@code after}. */
    Chunk<Document> list(View view, String kind, long after, int max) {
        List<LevelReader> readers = new ArrayList<>();
        view.levels().forEach(level -> readers.add(new LevelReader(level, kind, after, max + 1)));
        List<Listed> found = new ArrayList<>();
        while (found.size() <= max) {
            Listed nearest = null;
            for (LevelReader reader : readers) {
                Listed candidate = reader.peek();
                if (candidate != null && (nearest == null || candidate.order() < nearest.order())) {
                    nearest = candidate;
                }
            }
            if (nearest == null) {
                break;
            }
            long order = nearest.order();
            readers.forEach(reader -> reader.skip(order));
            if (nearest.text() != null) {
                found.add(nearest);
            }
        }
        return Chunk.of(found, max, Listed::order).map(listed -> listed.document(kind));
    }

    /** Whether a branch is still there, active or not. */
    boolean isStored(Branch branch) {
        return sql.first("select 1 from core_branch where id = ?", row -> true, branch.id())
                .isPresent();
    }

    /** The branch's own present versions that are newer than a sequence, in the order of the key; deleted ones too. */
    List<Entry> changedSince(long branchId, long sequence) {
        return sql.list(
                "select " + COLUMNS + " from core_entry where branch_id = ? and seq > ? order by kind, id",
                EntryStore::entry,
                branchId,
                sequence);
    }

    /** The same for the documents of some kinds only; at least one. */
    List<Entry> changedSince(long branchId, long sequence, Collection<String> kinds) {
        List<Object> values = new ArrayList<>(List.of(branchId, sequence));
        values.addAll(kinds);
        return sql.list(
                "select " + COLUMNS + " from core_entry where branch_id = ? and seq > ? and kind in ("
                        + "?, ".repeat(kinds.size() - 1) + "?) order by kind, id",
                EntryStore::entry,
                values.toArray());
    }

    /** All own present versions of a branch in creation order; deleted ones too. */
    List<Entry> own(long branchId) {
        return sql.list(
                "select " + COLUMNS + " from core_entry where branch_id = ? order by ord, kind, id",
                EntryStore::entry,
                branchId);
    }

    /** The versions that a branch had as of a sequence and has superseded since. */
    List<Entry> supersededSince(long branchId, long sequence) {
        return sql.list(
                "select " + PAST_COLUMNS + " from core_entry_past where branch_id = ? and to_seq > ? and seq <= ?",
                EntryStore::entry,
                branchId,
                sequence,
                sequence);
    }

    /** The versions, present or not, that the changes of a stretch of the sequence wrote, in the order of the key. */
    List<Entry> writtenBetween(long branchId, long first, long last) {
        String within = " where branch_id = ? and seq >= ? and seq <= ?";
        return sql.list(
                "select " + COLUMNS + " from core_entry" + within + " union all select " + PAST_COLUMNS
                        + " from core_entry_past" + within + " order by kind, id, seq",
                EntryStore::entry,
                branchId,
                first,
                last,
                branchId,
                first,
                last);
    }

    /**
     * A version that is no longer the present one.
     *
     * @param bySequence the change that superseded it
     */
    record Superseded(Entry entry, long bySequence) {}

    /** The versions that the changes of a stretch of the sequence superseded. */
    List<Superseded> supersededBetween(long branchId, long first, long last) {
        return sql.list(
                "select " + PAST_COLUMNS
                        + ", to_seq from core_entry_past where branch_id = ? and to_seq >= ? and to_seq <= ?",
                row -> new Superseded(entry(row), row.getLong("to_seq")),
                branchId,
                first,
                last);
    }

    /** The branch's own present versions of some documents; deleted ones too. */
    List<Entry> findOwn(long branchId, Collection<DocumentKey> keys) {
        return select(OWN, List.of(branchId), keys, EntryStore::entry);
    }

    /** What asks for the same, with at least one document and some dozens at the most. */
    Sql.Query<Entry> own(long branchId, List<DocumentKey> keys) {
        return query(OWN, List.of(branchId), keys, EntryStore::entry);
    }

    /** The versions of some documents that a branch had as of a sequence and has superseded since. */
    List<Entry> findSuperseded(long branchId, long sequence, Collection<DocumentKey> keys) {
        return select(
                "select " + PAST_COLUMNS + " from core_entry_past where branch_id = ? and to_seq > ? and seq <= ?",
                List.of(branchId, sequence, sequence),
                keys,
                EntryStore::entry);
    }

    /** The ids of the documents of a kind among the given ones for which a level of a view has a row of its own. */
    Set<String> ownIds(View.Level level, String kind, Collection<String> ids) {
        return new HashSet<>(select(
                "select id from core_entry where branch_id = ? and born <= ?",
                List.of(level.branchId(), level.asOf()),
                ids.stream().map(id -> new DocumentKey(kind, id)).toList(),
                row -> row.getString("id")));
    }

    /**
     * The rows of some documents, some dozens at a time. Each document has its own arm: with a list in one condition H2 reads all
     * documents of the kind.
     */
    private <T> List<T> select(
            String select, List<Long> values, Collection<DocumentKey> keys, Sql.RowMapper<T> mapper) {
        List<T> result = new ArrayList<>();
        inParts(List.copyOf(keys), part -> {
            result.addAll(sql.list(query(select, values, part, mapper)));
        });
        return result;
    }

    private static <T> Sql.Query<T> query(
            String select, List<Long> values, List<DocumentKey> keys, Sql.RowMapper<T> mapper) {
        List<Object> all = new ArrayList<>();
        for (DocumentKey key : keys) {
            all.addAll(values);
            all.add(key.kind());
            all.add(key.id());
        }
        return new Sql.Query<>(unionAll(select + " and kind = ? and id = ?", keys.size()), mapper, all.toArray());
    }

    /** A query whose arms are all the same one. */
    private static String unionAll(String query, int arms) {
        return String.join(" union all ", Collections.nCopies(arms, query));
    }

    /** What writes first rows of documents on a branch. */
    Sql.Batch inserting(List<Entry> entries) {
        return new Sql.Batch(
                "insert into core_entry(" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entries.stream()
                        .map(entry -> new @Nullable Object[] {
                            entry.branchId(),
                            entry.key().kind(),
                            entry.key().id(),
                            entry.order(),
                            entry.born(),
                            entry.sequence(),
                            entry.text(),
                            entry.hash(),
                            entry.bookkeeping().createdBy(),
                            entry.bookkeeping().createdAt(),
                            entry.bookkeeping().updatedBy(),
                            entry.bookkeeping().updatedAt()
                        })
                        .toList());
    }

    /** What supersedes present versions by newer ones. */
    List<Sql.Batch> replacing(List<Entry> entries) {
        Sql.Batch past = new Sql.Batch(
                """
                insert into core_entry_past(branch_id, kind, id, seq, to_seq, ord, body, hash,
                  created_by, created_at, updated_by, updated_at)
                select branch_id, kind, id, seq, cast(? as bigint), ord, body, hash,
                  created_by, created_at, updated_by, updated_at
                from core_entry where branch_id = ? and kind = ? and id = ?""",
                entries.stream()
                        .map(entry -> new @Nullable Object[] {
                            entry.sequence(),
                            entry.branchId(),
                            entry.key().kind(),
                            entry.key().id()
                        })
                        .toList());
        Sql.Batch present = new Sql.Batch(
                """
                update core_entry set seq = ?, body = ?, hash = ?, created_by = ?, created_at = ?, updated_by = ?, updated_at = ?
                where branch_id = ? and kind = ? and id = ?""",
                entries.stream()
                        .map(entry -> new @Nullable Object[] {
                            entry.sequence(),
                            entry.text(),
                            entry.hash(),
                            entry.bookkeeping().createdBy(),
                            entry.bookkeeping().createdAt(),
                            entry.bookkeeping().updatedBy(),
                            entry.bookkeeping().updatedAt(),
                            entry.branchId(),
                            entry.key().kind(),
                            entry.key().id()
                        })
                        .toList());
        return List.of(past, present);
    }

    /** Copies the present documents of a root branch to a new root branch, where they all have sequence 1. */
    void copy(long fromBranchId, long toBranchId) {
        sql.update("""
                insert into core_entry(branch_id, kind, id, ord, born, seq, body, hash,
                  created_by, created_at, updated_by, updated_at)
                select cast(? as bigint), kind, id, 1048576 + row_number() over (order by kind, ord), 1, 1, body, hash,
                  created_by, created_at, updated_by, updated_at
                from core_entry where branch_id = ? and body is not null""", toBranchId, fromBranchId);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                new DocumentKey(row.getString("kind"), row.getString("id")),
                row.getLong("branch_id"),
                row.getLong("ord"),
                row.getLong("born"),
                row.getLong("seq"),
                row.getString("body"),
                row.getBytes("hash"),
                new Bookkeeping(
                        row.getString("created_by"),
                        Objects.requireNonNull(Sql.instant(row, "created_at")),
                        row.getString("updated_by"),
                        Objects.requireNonNull(Sql.instant(row, "updated_at"))));
    }

    /** Runs work on lists of bounded length that together are the whole. */
    static <T> void inParts(List<T> whole, java.util.function.Consumer<List<T>> work) {
        for (int from = 0; from < whole.size(); from += MAX_ARMS) {
            work.accept(whole.subList(from, Math.min(whole.size(), from + MAX_ARMS)));
        }
    }

    /**
     * A document as lists read it.
     *
     * @param text null when it was deleted; then also, with both times, when its version is pruned, which readers are told at their end
     */
    private record Listed(
            String id,
            long order,
            @Nullable String text,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {
        Document document(String kind) {
            return new Document(
                    new DocumentKey(kind, id),
                    StrictJson.parse(Objects.requireNonNull(text)),
                    Objects.requireNonNull(createdAt),
                    Objects.requireNonNull(updatedAt));
        }
    }

    /** Reads the rows of a level in order, a chunk at a time, each larger than the one before. */
    private final class LevelReader {
        private final View.Level level;
        private final String kind;
        private int size;
        private long after;
        private boolean more = true;
        private Iterator<Listed> rows = List.<Listed>of().iterator();
        private @Nullable Listed peeked;

        LevelReader(View.Level level, String kind, long after, int size) {
            this.level = level;
            this.kind = kind;
            this.after = after;
            this.size = size;
        }

        @Nullable
        Listed peek() {
            if (peeked == null) {
                if (!rows.hasNext() && more) {
                    fetch();
                }
                peeked = rows.hasNext() ? rows.next() : null;
            }
            return peeked;
        }

        void skip(long order) {
            if (peeked != null && peeked.order() == order) {
                peeked = null;
            }
        }

        /** A column of the version as of a sequence, which is bound twice. */
        private static String asOf(String column) {
            return """
                    case when h.seq <= ? then h.%1$s else
                      (select x.%1$s from core_entry_past x
                       where x.branch_id = h.branch_id and x.kind = h.kind and x.id = h.id and x.to_seq > ?
                       order by x.branch_id, x.kind, x.id, x.to_seq limit 1) end %1$s""".formatted(column);
        }

        private void fetch() {
            List<Listed> chunk = sql.list(
                    """
                    select h.id, h.ord, %s, %s, %s
                    from core_entry h where h.branch_id = ? and h.kind = ? and h.ord > ? and h.born <= ?
                    order by h.branch_id, h.kind, h.ord limit ?""".formatted(asOf("body"), asOf("created_at"), asOf("updated_at")),
                    row -> new Listed(
                            row.getString("id"),
                            row.getLong("ord"),
                            row.getString("body"),
                            Sql.instant(row, "created_at"),
                            Sql.instant(row, "updated_at")),
                    level.asOf(),
                    level.asOf(),
                    level.asOf(),
                    level.asOf(),
                    level.asOf(),
                    level.asOf(),
                    level.branchId(),
                    kind,
                    after,
                    level.asOf(),
                    size);
            more = chunk.size() == size;
            if (more) {
                after = chunk.get(chunk.size() - 1).order();
                size = Math.min(MAX_CHUNK, size * 4);
            }
            rows = chunk.iterator();
        }
    }
}
