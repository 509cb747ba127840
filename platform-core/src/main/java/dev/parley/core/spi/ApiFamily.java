package dev.parley.core.spi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.ApiException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An API on the wire: its base path, how its callers show their key, and how its errors look. A jar names its implementations in
 * {@code META-INF/services/dev.parley.core.spi.ApiFamily}. The platform acts on requests under the base path of a family and on no
 * others.
 *
 * <p>An implementation has a public constructor without parameters, is safe for use by many threads and answers the same every time.
 */
public interface ApiFamily {

    /** The id that API keys name, unique in the platform; 1 to 32 lower-case letters, digits and dashes, the first a letter. */
    String id();

    /** The name for people, such as {@code PolyAI Agents API}. */
    String title();

    /** The path that all operations begin with: a slash and one or more segments, without a slash at the end. */
    String basePath();

    /** What new keys of the family begin with, for people to recognize them; the server gives it no meaning. */
    String keyPrefix();

    /**
     * The API key in a request.
     *
     * @return the key as it was sent, or empty when the request shows none in this family's manner
     */
    Optional<String> credential(HttpHeaders headers);

    /**
     * Who acts, as far as the caller tells: a label beside what it creates, never an identity.
     *
     * @return the label, or empty
     */
    default Optional<String> actingUser(HttpHeaders headers) {
        return Optional.empty();
    }

    /**
     * The headers that carry the request's id, in the order in which they are looked up; all of them are in every answer. An id that
     * does not consist of 1 to 128 printable ASCII characters is replaced.
     */
    default List<String> requestIdHeaders() {
        return List.of("X-Request-Id");
    }

    /**
     * The body of an error.
     *
     * @param error what happened; its code may be one of the core's or of any module of the family
     * @param requestId the id of the request
     * @param path the path of the request
     * @return a JSON object
     */
    JsonNode error(ApiException error, String requestId, String path);

    /** The media type of {@link #error}. */
    default MediaType errorMediaType() {
        return MediaType.APPLICATION_JSON_TYPE;
    }

    /** Headers that an error carries besides, such as {@code WWW-Authenticate} with a 401. */
    default Map<String, String> errorHeaders(ApiException error) {
        return Map.of();
    }

    /**
     * What every operation of the family shares, as an OpenAPI 3.1 document without paths: {@code info}, {@code components} with the
     * security scheme and the schema {@code Error}, and {@code security}.
     *
     * @return a JSON object
     */
    JsonNode openApi();
}
