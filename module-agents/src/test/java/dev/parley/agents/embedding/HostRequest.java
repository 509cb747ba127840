package dev.parley.agents.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * A request to a route of the host's own, byte for byte.
 *
 * @param status what the host answers when it is alone
 * @param name what a report shows
 * @param text the bytes
 */
record HostRequest(int status, String name, String text) {

    /** The last of the lines is the body, unless it is a header. */
    static HostRequest request(int status, String target, String... lines) {
        List<String> headers = new ArrayList<>(List.of("Host: host.example", "Connection: close"));
        String body = "";
        for (String line : lines) {
            if (line.matches("[A-Za-z-]+: .*")) {
                headers.add(line);
            } else {
                body = line;
            }
        }
        if (headers.stream().noneMatch(header -> header.startsWith("Content-Length"))) {
            headers.add("Content-Length: " + body.length());
        }
        return new HostRequest(
                status,
                status + " " + target + " " + String.join(" ", lines).replaceAll("(.{120}).*", "$1..."),
                target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body);
    }

    void isAnsweredTheSameBy(Host alone, Host embedding) {
        String answer = alone.exchange(text);
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(embedding.exchange(text)).isEqualTo(answer);
    }

    @Override
    public String toString() {
        return name;
    }
}
