package dev.parley.realtimeconfig;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Follows a page over a connection of its own and keeps what it is sent. */
final class Follower implements AutoCloseable {

    private final Socket socket;
    private final Thread reader;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile String status = "";
    private volatile boolean ended;

    /** An event. */
    record Event(String id, JsonNode page) {}

    /** Begins to follow, from after an event when one is given. */
    Follower(String base, String path, String key, @Nullable String lastEventId) throws IOException {
        URI uri = URI.create(base);
        socket = new Socket(uri.getHost(), uri.getPort());
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nx-api-key: "
                + key + "\r\n" + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        reader = new Thread(this::read);
        reader.setDaemon(true);
        reader.start();
    }

    /** The lines of chunked encoding begin with no known field, so they are passed over like the comments. */
    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            status = String.valueOf(lines.readLine());
            String id = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(id, StrictJson.parse(line.substring(6))));
                } else if (line.equals("0")) {
                    break;
                }
            }
        } catch (IOException e) {
            status = status + " " + e.getMessage();
        }
        ended = true;
    }

    /** The line of the answer with the status. */
    String status() {
        return status;
    }

    List<Event> events() {
        return events;
    }

    List<String> eventIds() {
        return events.stream().map(Event::id).toList();
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
