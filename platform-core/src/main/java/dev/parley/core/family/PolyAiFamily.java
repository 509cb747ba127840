package dev.parley.core.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.error.ErrorCode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.ApiFamily;
import io.micronaut.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The PolyAI Agents API: {@code /v1}, the key in {@code x-api-key}, and errors that are the union of the API's two published forms:
 * six fields, and {@code message} with {@code errors}.
 */
public final class PolyAiFamily implements ApiFamily {

    /** The id of the family. */
    public static final String ID = "polyai";

    private static final int MAX_LABEL = 320;

    private final ObjectNode openApi = load("META-INF/parley/polyai-openapi.json");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "PolyAI Agents API";
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public String keyPrefix() {
        return "polyai_sk_";
    }

    @Override
    public Optional<String> credential(HttpHeaders headers) {
        return Optional.ofNullable(headers.get("x-api-key"));
    }

    @Override
    public Optional<String> actingUser(HttpHeaders headers) {
        return Optional.ofNullable(headers.get("X-PolyAI-Email"))
                .filter(email -> !email.isBlank() && email.length() <= MAX_LABEL);
    }

    @Override
    public List<String> requestIdHeaders() {
        return List.of("X-PolyAI-Correlation-Id", "X-Request-Id");
    }

    @Override
    public JsonNode error(ApiException error, String requestId, String path) {
        ObjectNode body = StrictJson.NODES.objectNode();
        body.put("success", false);
        body.put("error", error.getMessage());
        body.put("error_id", requestId);
        body.put("error_code", code(error.code()));
        body.put("error_message", error.getMessage());
        body.putNull("data");
        body.put("message", error.getMessage());
        if (!error.errors().isEmpty()) {
            ArrayNode errors = body.putArray("errors");
            error.errors()
                    .forEach(field ->
                            errors.addObject().put("field", field.field()).put("message", field.message()));
        }
        return body;
    }

    /** The API's own codes for what the core refuses. */
    private static String code(ErrorCode code) {
        if (!(code instanceof CoreError core)) {
            return code.code();
        }
        return switch (core) {
            case VALIDATION, MALFORMED_BODY -> "SCHEMA_VALIDATION_FAILED";
            case UNAUTHENTICATED -> "AUTH_USER_INVALID_TOKEN";
            case FORBIDDEN -> "ACCOUNT_INSUFFICIENT_PERMISSIONS";
            case WORKSPACE_FORBIDDEN -> "USER_ACCESS_FORBIDDEN";
            case AGENT_NOT_FOUND -> "PROJECT_NOT_FOUND";
            case AGENT_ID_ALREADY_EXISTS -> "PROJECT_ID_ALREADY_EXISTS";
            case ALREADY_PUBLISHED -> "DEPLOYMENTS_ALREADY_PUBLISHED";
            default -> core.code();
        };
    }

    @Override
    public JsonNode openApi() {
        return openApi;
    }

    private static ObjectNode load(String resource) {
        try (InputStream input = PolyAiFamily.class.getClassLoader().getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException("There is no resource " + resource);
            }
            return (ObjectNode) StrictJson.parse(input.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
