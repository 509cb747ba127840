package dev.parley.core.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A caller over HTTP that sends just what it is told. Immutable. */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;
    private final Map<String, String> headers;

    private Client(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** A caller without any header. */
    public static Client of(String base) {
        return new Client(base.replaceAll("/$", ""), Map.of());
    }

    /** The same caller with a header more, or without one when the value is null. */
    public Client with(String header, @Nullable String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        if (value == null) {
            more.remove(header);
        } else {
            more.put(header, value);
        }
        return new Client(base, more);
    }

    /** The same caller with a PolyAI key. */
    public Client key(String key) {
        return with("x-api-key", key);
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    /** A POST without a body. */
    public Reply post(String path) {
        return send("POST", path, null);
    }

    public Reply post(String path, String json) {
        return send("POST", path, json);
    }

    public Reply patch(String path, String json) {
        return send("PATCH", path, json);
    }

    /** Sends text as JSON, unless the caller has a content type of its own; null means no body. */
    public Reply send(String method, String path, @Nullable String json) {
        return sendBytes(method, path, json == null ? null : json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for bytes that need not be text. */
    public Reply sendBytes(String method, String path, byte @Nullable [] body) {
        return send(
                method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body), body != null);
    }

    /** Sends text without telling its length first. */
    public Reply sendChunked(String method, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return send(method, path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), true);
    }

    private Reply send(String method, String path, BodyPublisher body, boolean isJson) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        headers.forEach(request::setHeader);
        if (isJson && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            request.setHeader("Content-Type", "application/json");
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
