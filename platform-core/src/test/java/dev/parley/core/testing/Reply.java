package dev.parley.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.core.json.StrictJson;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param bytes the body
 */
public record Reply(int status, HttpHeaders headers, byte[] bytes) {

    /** The body as text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The body as JSON, or a missing node when there is none or it is a stream of events. */
    public JsonNode json() {
        boolean isStream = headers.firstValue("content-type").orElse("").startsWith("text/event-stream");
        return bytes.length == 0 || isStream ? MissingNode.getInstance() : StrictJson.parse(text());
    }

    /** The path of the next page of a list; empty when this is the last one. */
    public Optional<String> next() {
        return headers.firstValue("Link").map(link -> link.replaceAll("<(.*)>; rel=\"next\"", "$1"));
    }

    /** Fails unless the status is this one; returns the body. */
    public JsonNode expect(int expected) {
        assertThat(status).as(text()).isEqualTo(expected);
        return json();
    }

    /** Fails unless this is an error of the PolyAI family with this status and code; returns its body. */
    public JsonNode expectError(int expected, String code) {
        JsonNode body = expect(expected);
        assertThat(body.path("error_code").asText()).as(text()).isEqualTo(code);
        assertThat(body.path("success").isBoolean()).isTrue();
        assertThat(body.path("success").asBoolean()).isFalse();
        assertThat(body.path("error").asText())
                .isNotEmpty()
                .isEqualTo(body.path("error_message").asText());
        assertThat(body.path("message").asText()).isNotEmpty();
        assertThat(body.path("error_id").asText())
                .isNotEmpty()
                .isEqualTo(headers.firstValue("X-PolyAI-Correlation-Id").orElse(""));
        assertThat(body.has("data") && body.get("data").isNull()).isTrue();
        return body;
    }
}
