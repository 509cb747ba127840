package dev.parley.contract;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes over the wire, which need not be one that HTTP allows.
 *
 * @param method the first word
 * @param target the second one; each character is a byte
 * @param headers names with values, whose characters are bytes too
 * @param body the body, or null for none
 */
record RawRequest(String method, String target, Map<String, String> headers, byte @Nullable [] body) {

    private static final int LONGEST = 6000;
    private static final int MAX_LINE = 4000;
    private static final int MAX_HEADERS = 8000;

    /** The request as a client of the family would send it. */
    static RawRequest of(ApiRequest request, String key) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1");
        if (!key.isEmpty()) {
            Map.Entry<String, String> credential =
                    request.operation().document().credential(key);
            headers.put(credential.getKey(), credential.getValue());
        }
        String text = request.text();
        if (text != null) {
            headers.put("Content-Type", request.operation().bodyType());
        }
        return new RawRequest(
                request.operation().method(),
                request.target(),
                headers,
                text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    RawRequest withMethod(String other) {
        return new RawRequest(other, target, headers, body);
    }

    RawRequest withTarget(String other) {
        return new RawRequest(method, other, headers, body);
    }

    RawRequest withBody(byte @Nullable [] other) {
        return new RawRequest(method, target, headers, other);
    }

    /** The same with a header more, in place of one of the same name. */
    RawRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RawRequest(method, target, more, body);
    }

    RawRequest without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(name);
        return new RawRequest(method, target, fewer, body);
    }

    /** What is sent. */
    byte[] bytes() {
        byte[] head = head().getBytes(StandardCharsets.ISO_8859_1);
        if (body == null) {
            return head;
        }
        byte[] bytes = new byte[head.length + body.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        return bytes;
    }

    private String head() {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        boolean isFramed = headers.containsKey("Content-Length") || headers.containsKey("Transfer-Encoding");
        if (body != null && !isFramed) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** Whether the server does not even read it to its end: it takes lines and headers of a certain length. */
    boolean isTooLong() {
        return method.length() + target.length() > MAX_LINE || head().length() - target.length() > MAX_HEADERS;
    }

    /** What is sent, for {@code printf '%b' '...' | nc}: bytes that are not printable ASCII are escaped, and what is long is cut. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes()) {
            char c = (char) (b & 0xFF);
            text.append(
                    switch (c) {
                        case '\r' -> "\\r";
                        case '\n' -> "\\n";
                        case '\\' -> "\\\\";
                        case '\'' -> "\\0047";
                        default -> c >= ' ' && c < 127 ? String.valueOf(c) : String.format("\\0%03o", (int) c);
                    });
        }
        return text.length() <= LONGEST
                ? text.toString()
                : text.substring(0, LONGEST) + "... (" + bytes().length + " bytes)";
    }
}
