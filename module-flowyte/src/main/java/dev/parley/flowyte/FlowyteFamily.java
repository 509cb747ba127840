package dev.parley.flowyte;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.error.ErrorCode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.ApiFamily;
import dev.parley.flowyte.agent.StaleVersion;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The Flowyte control-plane API: {@code /api/v1}, the key as a bearer token, and errors as problem details (RFC 9457) that carry
 * {@code success} and {@code message} of the API's envelope besides.
 */
public final class FlowyteFamily implements ApiFamily {

    /** The id of the family. */
    public static final String ID = "flowyte";

    /** What new keys begin with. */
    public static final String KEY_PREFIX = "flowyte_sk_live_";

    private static final String BEARER = "bearer ";

    private final JsonNode openApi = load("META-INF/parley/flowyte-openapi.json");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Flowyte control-plane API";
    }

    @Override
    public String basePath() {
        return "/api/v1";
    }

    @Override
    public String keyPrefix() {
        return KEY_PREFIX;
    }

    /** RFC 6750 section 2.1; the name of the scheme in any case, as RFC 9110 section 11.1 says. */
    @Override
    public Optional<String> credential(HttpHeaders headers) {
        return Optional.ofNullable(headers.get(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    @Override
    public JsonNode error(ApiException error, String requestId, String path) {
        ErrorCode code = error.code();
        ObjectNode problem = StrictJson.NODES.objectNode();
        problem.put("type", "about:blank");
        problem.put("title", title(code));
        problem.put("status", code.status());
        problem.put("detail", error.getMessage());
        problem.put("instance", path);
        problem.put("code", code(code));
        problem.put("success", false);
        problem.put("message", error.getMessage());
        if (!error.errors().isEmpty()) {
            ArrayNode errors = problem.putArray("errors");
            error.errors()
                    .forEach(field ->
                            errors.addObject().put("field", field.field()).put("message", field.message()));
        }
        if (code instanceof StaleVersion stale) {
            problem.set("data", stale.agent());
        }
        return problem;
    }

    private static String title(ErrorCode code) {
        return code == CoreError.VALIDATION
                ? "Validation failure"
                : HttpStatus.valueOf(code.status()).getReason();
    }

    private static String code(ErrorCode code) {
        if (!(code instanceof CoreError core)) {
            return code.code();
        }
        return switch (core) {
            case VALIDATION -> "validation_error";
            case UNAUTHENTICATED -> "unauthorized";
            case ROUTE_NOT_FOUND, AGENT_NOT_FOUND -> "not_found";
            default -> core.code().toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public MediaType errorMediaType() {
        return MediaType.of("application/problem+json");
    }

    /** A conflict stays one until the caller has looked again, so clients must not retry by themselves; a request that still runs ends by itself. */
    @Override
    public Map<String, String> errorHeaders(ApiException error) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (error.code().status() == HttpStatus.CONFLICT.getCode()) {
            headers.put("x-should-retry", Boolean.toString(error.code() == CoreError.IDEMPOTENCY_KEY_IN_USE));
        }
        if (error.code() == CoreError.UNAUTHENTICATED) {
            headers.put(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return headers;
    }

    @Override
    public JsonNode openApi() {
        return openApi;
    }

    private static JsonNode load(String resource) {
        try (InputStream input = FlowyteFamily.class.getClassLoader().getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException("There is no resource " + resource);
            }
            return StrictJson.parse(input.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
