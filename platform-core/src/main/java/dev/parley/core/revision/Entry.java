package dev.parley.core.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.DocumentKey;
import org.jspecify.annotations.Nullable;

/**
 * A version of a document as it is stored.
 *
 * @param branchId the branch whose row it is
 * @param order its place in creation order
 * @param born the first sequence in which the branch has a row for the document
 * @param sequence the sequence of this version
 * @param text the canonical body; null when the document is deleted here
 * @param hash see {@link ContentHash}
 */
record Entry(
        DocumentKey key,
        long branchId,
        long order,
        long born,
        long sequence,
        @Nullable String text,
        byte[] hash,
        Bookkeeping bookkeeping) {

    boolean isPresent() {
        return text != null;
    }

    /** The document, which must be present. */
    Document document() {
        return new Document(key, body(), bookkeeping.createdAt(), bookkeeping.updatedAt());
    }

    /** The body, or a missing node when the document is deleted here. */
    JsonNode body() {
        return text == null ? MissingNode.getInstance() : StrictJson.parse(text);
    }
}
