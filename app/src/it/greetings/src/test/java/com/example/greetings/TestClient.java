package com.example.greetings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;

/**
 * A caller over HTTP.
 *
 * @param base the address of the server
 * @param headers what it sends with each request
 */
record TestClient(String base, Map<String, String> headers) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same caller with another value of a header. */
    TestClient with(String header, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(header, value);
        return new TestClient(base, changed);
    }

    /**
     * Sends a request and fails unless the status of the answer is the expected one.
     *
     * @param json the body, or an empty string for none
     * @return the body of the answer; a missing node when it has none
     */
    JsonNode send(int expected, String method, String path, String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        headers.forEach(request::header);
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertEquals(expected, response.statusCode(), response.body());
        return JSON.readTree(response.body());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(200, "GET", path, "");
    }

    JsonNode put(String path, String json) throws IOException, InterruptedException {
        return send(200, "PUT", path, json);
    }
}
