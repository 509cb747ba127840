package dev.parley.notes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.ApiFamily;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import java.util.Optional;

/** An API of notes. */
public final class NotesFamily implements ApiFamily {

    @Override
    public String id() {
        return "notes";
    }

    @Override
    public String title() {
        return "Notes API";
    }

    @Override
    public String basePath() {
        return "/notes/v1";
    }

    @Override
    public String keyPrefix() {
        return "note_";
    }

    @Override
    public Optional<String> credential(HttpHeaders headers) {
        return Optional.ofNullable(headers.get("X-Notes-Key"));
    }

    @Override
    public JsonNode error(ApiException error, String requestId, String path) {
        ObjectNode body = StrictJson.NODES.objectNode();
        body.put("problem", error.code().code());
        body.put("at", path);
        error.errors().forEach(field -> body.withArray("/fields").add(field.field()));
        return body;
    }

    @Override
    public MediaType errorMediaType() {
        return MediaType.of("application/vnd.notes.problem+json");
    }

    @Override
    public JsonNode openApi() {
        return StrictJson.parse("""
                {"openapi":"3.1.0","info":{"title":"Notes API","version":"1"},
                 "components":{"schemas":{"Error":{"type":"object"}}}}""");
    }
}
