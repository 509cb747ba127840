package dev.parley.core.revision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.spi.DocumentKey;
import java.time.Instant;

/**
 * A document as a branch holds it.
 *
 * @param key its kind and id
 * @param body its content, a JSON object; do not change it
 * @param createdAt when it was created; no part of its content
 * @param updatedAt when it last changed; no part of its content
 */
public record Document(DocumentKey key, JsonNode body, Instant createdAt, Instant updatedAt) {

    /** The document's id. */
    public String id() {
        return key.id();
    }
}
