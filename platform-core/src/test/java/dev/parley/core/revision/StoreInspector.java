package dev.parley.core.revision;

import dev.parley.core.database.Sql;
import dev.parley.core.json.CanonicalJson;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.Extensions;
import io.micronaut.context.BeanContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets tests of modules look at what the store keeps beside what its callers read. */
public final class StoreInspector {

    private static final int CHUNK = 5;

    private final Sql sql;
    private final Documents documents;
    private final Extensions extensions;

    public StoreInspector(BeanContext context) {
        this.sql = context.getBean(Sql.class);
        this.documents = context.getBean(Documents.class);
        this.extensions = context.getBean(Extensions.class);
    }

    /** The canonical text of every document that a branch lists as of one of its changes, by kind in creation order. */
    public Map<DocumentKey, String> content(Branch branch, long sequence) {
        Map<DocumentKey, String> content = new LinkedHashMap<>();
        for (String kind : extensions.kinds().keySet()) {
            Listing<Document> listing = documents.list(branch, sequence, kind);
            long after = Listing.START;
            Chunk<Document> chunk;
            do {
                chunk = listing.read(after, CHUNK);
                chunk.items().forEach(document -> content.put(document.key(), CanonicalJson.text(document.body())));
                after = chunk.next().orElse(after);
            } while (chunk.next().isPresent());
        }
        return content;
    }

    /** The version that the branch's row stands for, kept up by every change. */
    public String storedVersion(Branch branch) {
        return sql.first(
                        "select digest from core_branch where id = ?",
                        row -> ContentHash.versionText(new ContentDigest(row.getBytes("digest")).version()),
                        branch.id())
                .orElseThrow();
    }

    /** The version of some content, from scratch. */
    public static String version(Map<DocumentKey, String> content) {
        ContentDigest digest = new ContentDigest();
        content.forEach((key, text) -> digest.add(ContentHash.of(key, text)));
        return ContentHash.versionText(digest.version());
    }

    /** The numbers of a branch's changes in the audit, in their order. */
    public List<Long> sequences(Branch branch) {
        return sql.list(
                "select seq from core_audit where branch_id = ? order by seq", row -> row.getLong("seq"), branch.id());
    }

    /** The number of a branch's last change until a moment, or 0. */
    public long lastChange(Branch branch, Instant moment) {
        return sql.first(
                        "select max(seq) from core_audit where branch_id = ? and at <= ?",
                        row -> row.getLong(1),
                        branch.id(),
                        moment)
                .orElse(0L);
    }
}
