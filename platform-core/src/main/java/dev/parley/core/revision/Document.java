package dev.parley.core.revision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Sql;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.DocumentKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

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

    /**
     * A document from a row of a query; empty when it was deleted or the row has none.
     *
     * @param prefix what the names of the columns {@code body}, {@code created_at} and {@code updated_at} begin with
     */
    static Optional<Document> read(DocumentKey key, ResultSet row, String prefix) throws SQLException {
        String body = row.getString(prefix + "body");
        return body == null
                ? Optional.empty()
                : Optional.of(new Document(
                        key,
                        StrictJson.parse(body),
                        Objects.requireNonNull(Sql.instant(row, prefix + "created_at")),
                        Objects.requireNonNull(Sql.instant(row, prefix + "updated_at"))));
    }
}
