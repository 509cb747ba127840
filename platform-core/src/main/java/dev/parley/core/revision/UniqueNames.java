package dev.parley.core.revision;

import dev.parley.core.database.Sql;
import dev.parley.core.spi.DocumentKey;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL over {@code core_entry_key}: names that a document holds alone. A holder on an outer level counts only while no nearer level
 * has a row for the same document, which is why the first shadow of an inherited document carries its names along.
 */
@Singleton
final class UniqueNames {

    private static final long NOW = Long.MAX_VALUE;

    private final Sql sql;
    private final EntryStore entries;

    UniqueNames(Sql sql, EntryStore entries) {
        this.sql = sql;
        this.entries = entries;
    }

    /**
     * A name of a document.
     *
     * @param key the document
     * @param name the name
     */
    record Name(DocumentKey key, String name) {
        ByteBuffer hash() {
            return ByteBuffer.wrap(ContentHash.ofName(name));
        }
    }

    /**
     * Two documents that want one name.
     *
     * @param wanted the document that would get the name
     * @param holder the document that has it
     */
    record Clash(Name wanted, DocumentKey holder) {}

    /**
     * Finds who holds names that documents are about to get.
     *
     * @param names the names, with the documents that are to have them
     * @param kept those of them that the same document has had before, so that nobody else holds them now
     * @param touched the documents of which {@code names} has every name that they are to have: what these hold now does not count
     */
    List<Clash> clashes(View view, List<Name> names, Set<Name> kept, Set<DocumentKey> touched) {
        List<Clash> clashes = new ArrayList<>();
        names.stream().collect(Collectors.groupingBy(name -> name.key().kind())).forEach((kind, ofKind) -> {
            Map<ByteBuffer, Name> wanted = new HashMap<>();
            for (Name name : ofKind) {
                Name other = wanted.putIfAbsent(name.hash(), name);
                if (other != null && !other.key().equals(name.key())) {
                    clashes.add(new Clash(name, other.key()));
                }
            }
            List<Name> others = wanted.values().stream()
                    .filter(name -> !kept.contains(name))
                    .toList();
            EntryStore.inParts(others, part -> clashes.addAll(held(view, kind, part, touched)));
        });
        return clashes;
    }

    private List<Clash> held(View view, String kind, List<Name> names, Set<DocumentKey> touched) {
        Map<ByteBuffer, Name> byHash = names.stream().collect(Collectors.toMap(Name::hash, name -> name));
        List<Clash> clashes = new ArrayList<>();
        holders(view, kind, byHash.keySet()).forEach(holder -> {
            DocumentKey key = new DocumentKey(kind, holder.id());
            if (!touched.contains(key)) {
                clashes.add(new Clash(
                        Optional.ofNullable(byHash.get(holder.nameHash())).orElseThrow(), key));
            }
        });
        return clashes;
    }

    /**
     * A name that a document holds.
     *
     * @param key the document
     * @param nameHash see {@link ContentHash#ofName}
     */
    record HashedName(DocumentKey key, byte[] nameHash) {
        static HashedName of(Name name) {
            return new HashedName(name.key(), ContentHash.ofName(name.name()));
        }
    }

    /**
     * Who holds a name.
     *
     * @param nameHash the name's hash
     * @param id the document's id
     */
    record Holder(ByteBuffer nameHash, String id) {}

    /**
     * Who holds names at present; names that nobody holds are left out.
     *
     * @param nameHashes their hashes
     */
    List<Holder> holders(View view, String kind, Collection<ByteBuffer> nameHashes) {
        List<Holder> found = new ArrayList<>();
        List<View.Level> nearer = new ArrayList<>();
        for (View.Level level : view.levels()) {
            boolean own = nearer.isEmpty();
            Map<ByteBuffer, String> holders = new HashMap<>();
            sql.list(
                    """
                    select n.key_hash,
                      (select k.id from core_entry_key k
                       where k.branch_id = ? and k.kind = ? and k.key_hash = n.key_hash
                         and k.to_seq > ? and k.from_seq <= ? limit 1) id
                    from unnest(cast(? as bytea array)) n(key_hash)""",
                    row -> {
                        String id = row.getString("id");
                        return id == null ? null : holders.put(ByteBuffer.wrap(row.getBytes("key_hash")), id);
                    },
                    level.branchId(),
                    kind,
                    // A branch's own names are those at present; its ancestors' are those at the fork.
                    own ? NOW - 1 : level.asOf(),
                    own ? NOW : level.asOf(),
                    nameHashes.stream().map(ByteBuffer::array).toArray(byte[][]::new));
            for (View.Level hiding : nearer) {
                if (!holders.isEmpty()) {
                    holders.values().removeAll(entries.ownIds(hiding, kind, holders.values()));
                }
            }
            holders.forEach((hash, id) -> found.add(new Holder(hash, id)));
            nearer.add(level);
        }
        return found;
    }

    /** What ends that documents of a branch hold names. */
    Sql.Batch closing(long branchId, long sequence, List<Name> names) {
        return new Sql.Batch(
                """
                update core_entry_key set to_seq = ?
                where branch_id = ? and kind = ? and key_hash = ? and to_seq = ? and id = ?""",
                names.stream()
                        .map(name -> new @Nullable Object[] {
                            sequence,
                            branchId,
                            name.key().kind(),
                            ContentHash.ofName(name.name()),
                            NOW,
                            name.key().id()
                        })
                        .toList());
    }

    /** What gives names to documents of a branch. */
    Sql.Batch opening(long branchId, long sequence, List<HashedName> names) {
        return new Sql.Batch(
                "insert into core_entry_key(branch_id, kind, key_hash, to_seq, id, from_seq) values (?, ?, ?, ?, ?, ?)",
                names.stream()
                        .map(name -> new @Nullable Object[] {
                            branchId,
                            name.key().kind(),
                            name.nameHash(),
                            NOW,
                            name.key().id(),
                            sequence
                        })
                        .toList());
    }

    /** Copies the present names of a root branch to a new root branch. */
    void copy(long fromBranchId, long toBranchId) {
        sql.update("""
                insert into core_entry_key(branch_id, kind, key_hash, to_seq, id, from_seq)
                select cast(? as bigint), kind, key_hash, to_seq, id, 1 from core_entry_key where branch_id = ? and to_seq = ?""", toBranchId, fromBranchId, NOW);
    }
}
