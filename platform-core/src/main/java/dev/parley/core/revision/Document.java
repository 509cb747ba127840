package dev.parley.core.revision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.spi.DocumentKey;

/**
 * A document as a branch holds it.
 *
 * @param key its kind and id
 * @param body its content, a JSON object; do not change it
 */
public record Document(DocumentKey key, JsonNode body) {

    /** The document's id. */
    public String id() {
        return key.id();
    }
}
