package dev.parley.core.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.core.error.CoreError;
import dev.parley.core.json.CanonicalJson;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of one branch while it is being made: the branch is locked, writes are gathered, and when the work ends without an exception
 * they become one step of the branch's sequence. Reading sees what was written before.
 */
public final class Change {

    /** How long the canonical text of a document may be. */
    static final int MAX_CHARACTERS = 1_000_000;

    /** An entity keeps the place that its creation gave it: the change's sequence, and its index within the change. */
    private static final int ORDER_SHIFT = 20;

    private final EntryStore entries;
    private final Write write;
    private final Branch branch;
    private final long sequence;
    private final Instant at;
    private final Instant updatedBefore;
    private final byte[] versionBefore;
    private final ContentDigest digest;
    private final Map<DocumentKey, Pending> pending = new LinkedHashMap<>();

    /** What was read of the branch already, and what that holds. */
    private final Map<DocumentKey, Optional<Entry>> read = new HashMap<>();

    private final IdentityHashMap<Entry, JsonNode> bodies = new IdentityHashMap<>();

    Change(EntryStore entries, Write write, HeldBranch held) {
        this.entries = entries;
        this.write = write;
        this.branch = held.branch();
        this.sequence = branch.sequence() + 1;
        this.at = held.at();
        this.updatedBefore = branch.updatedAt();
        this.digest = held.digest();
        this.versionBefore = digest.version();
        this.read.putAll(held.read());
    }

    /**
     * A document that the change writes.
     *
     * @param key the document
     * @param before the version that the branch showed before; null when it showed none
     * @param text the canonical body after; null when it is deleted
     * @param body the body after; missing when it is deleted
     */
    record Pending(
            DocumentKey key,
            @Nullable Entry before,
            @Nullable String text,
            JsonNode body,
            Bookkeeping bookkeeping) {

        boolean wasPresent() {
            return before != null && before.isPresent();
        }

        /** The document after, which must be present. */
        Document document() {
            Bookkeeping shown =
                    isEffective() ? bookkeeping : Objects.requireNonNull(before).bookkeeping();
            return new Document(key, body, shown.createdAt(), shown.updatedAt());
        }

        /** Whether the content differs from before. */
        boolean isEffective() {
            return wasPresent()
                    ? !Objects.requireNonNull(Objects.requireNonNull(before).text())
                            .equals(text)
                    : text != null;
        }
    }

    /** The number that this change has on the branch. */
    public long sequence() {
        return sequence;
    }

    /** The moment of the change, in milliseconds; always after that of the branch's last one. */
    public Instant at() {
        return at;
    }

    /** When the branch last changed before, or was made. */
    public Instant updatedBefore() {
        return updatedBefore;
    }

    /** The 32-byte version of the branch's content before the change. */
    byte[] versionBefore() {
        return versionBefore.clone();
    }

    /** The document as the branch holds it now, with what this change wrote before. */
    public Optional<Document> find(DocumentKey key) {
        Pending written = pending.get(key);
        if (written != null) {
            return written.text() == null ? Optional.empty() : Optional.of(written.document());
        }
        return entry(key).filter(Entry::isPresent).map(this::document);
    }

    /** Several documents, as {@link #find}, in one round trip; those that the branch does not hold are left out. */
    public List<Document> findAll(Collection<DocumentKey> keys) {
        List<DocumentKey> unread =
                keys.stream().filter(key -> !read.containsKey(key)).toList();
        unread.forEach(key -> read.put(key, Optional.empty()));
        entries.find(branch.view(), unread).forEach(entry -> read.put(entry.key(), Optional.of(entry)));
        return keys.stream().flatMap(key -> find(key).stream()).toList();
    }

    private Optional<Entry> entry(DocumentKey key) {
        return read.computeIfAbsent(key, unread -> entries.find(branch.view(), unread));
    }

    private Document document(Entry entry) {
        Bookkeeping bookkeeping = entry.bookkeeping();
        return new Document(entry.key(), body(entry), bookkeeping.createdAt(), bookkeeping.updatedAt());
    }

    /** The body of a version; missing when the document is deleted in it. */
    private JsonNode body(Entry entry) {
        return bodies.computeIfAbsent(entry, Entry::body);
    }

    /** What a document held before the change; missing when there was none. */
    JsonNode bodyBefore(Pending written) {
        return written.before() == null ? MissingNode.getInstance() : body(written.before());
    }

    /** All documents of a kind in creation order, as they were before this change. */
    public List<Document> list(String kind) {
        List<Document> all = new ArrayList<>();
        long after = Listing.START;
        while (true) {
            Chunk<Document> chunk = entries.list(branch.view(), kind, after, 500);
            all.addAll(chunk.items());
            if (chunk.next().isEmpty()) {
                return all;
            }
            after = chunk.next().getAsLong();
        }
    }

    /** The first document of a kind in creation order, as it was before this change. */
    public Optional<Document> first(String kind) {
        return entries.list(branch.view(), kind, Listing.START, 1).items().stream()
                .findFirst();
    }

    /** The first document in creation order of the same kind as another one and not that one, as it was before this change. */
    public Optional<Document> firstOther(DocumentKey key) {
        return entries.list(branch.view(), key.kind(), Listing.START, 2).items().stream()
                .filter(document -> !document.key().equals(key))
                .findFirst();
    }

    /**
     * Creates or replaces a document.
     *
     * @return the document as it is now, just as it will be read
     * @throws dev.parley.core.error.ApiException 413 when it is too large
     */
    public Document put(DocumentKey key, JsonNode body) {
        Entry before = before(key);
        return put(key, before, body, bookkeeping(before != null && before.isPresent() ? before : null));
    }

    /** Of what is written now: made when the version before was, or now when there is none. */
    private Bookkeeping bookkeeping(@Nullable Entry before) {
        return new Bookkeeping(
                before == null ? write.by() : before.bookkeeping().createdBy(),
                before == null ? at : before.bookkeeping().createdAt(),
                write.by(),
                at);
    }

    Document put(DocumentKey key, @Nullable Entry before, JsonNode body, Bookkeeping bookkeeping) {
        String text = CanonicalJson.text(body);
        requireFits(text);
        Pending written = new Pending(key, before, text, CanonicalJson.ordered(body), bookkeeping);
        pending.put(key, written);
        return written.document();
    }

    /**
     * @param text the canonical body of a document
     * @throws dev.parley.core.error.ApiException 413 when it is too long
     */
    static void requireFits(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw CoreError.DOCUMENT_TOO_LARGE.exception();
        }
    }

    /** Deletes a document; nothing happens when there is none. */
    public void delete(DocumentKey key) {
        delete(key, before(key));
    }

    void delete(DocumentKey key, @Nullable Entry before) {
        pending.put(key, new Pending(key, before, null, MissingNode.getInstance(), bookkeeping(before)));
    }

    private @Nullable Entry before(DocumentKey key) {
        Pending written = pending.get(key);
        return written != null ? written.before() : entry(key).orElse(null);
    }

    /** The first version of a document, which gets a place in creation order behind those that the change has created before. */
    Entry created(DocumentKey key, long index, @Nullable String text, Bookkeeping bookkeeping) {
        return new Entry(
                key,
                branch.id(),
                (sequence << ORDER_SHIFT) + index,
                sequence,
                sequence,
                text,
                text == null ? ContentHash.NONE : ContentHash.of(key, text),
                bookkeeping);
    }

    /** The same for one that is new to everybody. */
    Entry created(DocumentKey key, long index, String text) {
        return created(key, index, text, bookkeeping(null));
    }

    /** The version that comes after another one, of this branch or of one that it comes from. */
    Entry replacing(Entry before, @Nullable String text, Bookkeeping bookkeeping) {
        return new Entry(
                before.key(),
                branch.id(),
                before.order(),
                before.branchId() == branch.id() ? before.born() : sequence,
                sequence,
                text,
                text == null ? ContentHash.NONE : ContentHash.of(before.key(), text),
                bookkeeping);
    }

    /** The same when nothing but the content differs. */
    Entry replacing(Entry before, String text) {
        return replacing(before, text, bookkeeping(before));
    }

    /** The digest of the branch's content, to be kept up with what the change writes. */
    ContentDigest digest() {
        return digest;
    }

    Write write() {
        return write;
    }

    Branch branch() {
        return branch;
    }

    /** What the change writes and is not as it was before, in the order of the first write. */
    List<Pending> effective() {
        return pending.values().stream().filter(Pending::isEffective).toList();
    }
}
