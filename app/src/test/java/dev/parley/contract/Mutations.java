package dev.parley.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Spoils requests that would work, one thing at a time. */
final class Mutations {

    /** What a spoiled request still is. */
    enum Kind {
        /** A request to the operation. */
        OPERATION,
        /** A request, to the operation or to something else. */
        SOMEWHERE,
        /** Something that HTTP does not allow. */
        NO_HTTP
    }

    /**
     * A request.
     *
     * @param request what to send
     * @param kind what it still is
     */
    record Spoiled(RawRequest request, Kind kind) {}

    private static final String PLACE = "\"PLACE\"";

    /** What stands in for any value; not all of it is JSON. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-1",
            "1",
            "1.0",
            "1.5",
            "1e400",
            "-1e400",
            "1e-400",
            "1E+2",
            "1e999999999",
            "1e-999999999",
            "1e99999999999999999999",
            "9223372036854775808",
            "-9223372036854775809",
            "2147483648",
            "0.1e1",
            "01",
            "+1",
            ".5",
            "1.",
            "NaN",
            "Infinity",
            "0x10",
            "9".repeat(400),
            "9".repeat(20_000),
            "0." + "1".repeat(999),
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\ud83d\ude00\"",
            "\"\u202e\u05d0\"",
            "\"e\\u0301\"",
            "\"\\x\"",
            "\"a\nb\"",
            "'x'",
            "\"unfinished",
            "\"\\u12\"",
            "[]",
            "[null]",
            "[[]]",
            "[{}]",
            "[1,\"a\",null]",
            "{}",
            "{\"a\":1,\"a\":2}",
            "{\"\":null}",
            "{\"__proto__\":{}}",
            "{\"a\\u0000b\":1}",
            "{\"\\ud800\":1}",
            "\"true\"",
            "\"1\"",
            "\"null\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"+1000000000-01-01T00:00:00Z\"",
            "\"2099-01-01\"",
            "\"24:00\"",
            "\"99:99\"",
            "\"+1\"",
            "\"+99999999999999999999\"",
            "\"' or 1=1 --\"",
            "\"../..\"",
            "\"%00\"",
            "\"*\"",
            "\"\\r\\nX: y\"",
            "\"" + "x".repeat(101) + "\"",
            "\"" + "x".repeat(201) + "\"",
            "\"" + "x".repeat(20_001) + "\"",
            "\"" + "\ud83d\ude00".repeat(1001) + "\"",
            "[".repeat(63) + "]".repeat(63),
            "[".repeat(70) + "]".repeat(70),
            "[".repeat(50_000),
            "{\"a\":".repeat(62) + "1" + "}".repeat(62),
            "{\"a\":".repeat(20_000));

    private static final List<String> NAMES = List.of(
            "surprise",
            "",
            "id",
            "$ref",
            "__proto__",
            "\ud83d\ude00",
            "name ",
            "NAME",
            "x".repeat(5000),
            "a.b",
            "a/b",
            "~1");

    /** What stands in a segment of a path: encoded, so that it is one. */
    private static final List<String> SEGMENTS = List.of(
            "nowhere",
            "null",
            "undefined",
            "-1",
            "0",
            "main",
            "live",
            "*",
            "%20",
            "%00",
            "x%00",
            "%FF",
            "%C0%80",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "%E2%80%AE",
            "%25",
            "%2500",
            "%2F",
            "..%2F..",
            "%2e%2e",
            "%5C",
            "'%20or%201=1%20--",
            "%22",
            "%0d%0aX-Y:%20z",
            "+",
            "%2B",
            "a;b=c",
            "a,b",
            "a:b",
            "@",
            "~",
            "00000000-0000-0000-0000-000000000000",
            "x".repeat(129),
            "x".repeat(3000),
            "%F0%9F%98%80".repeat(200),
            "active",
            "batch",
            "lookup",
            "publish");

    private static final List<String> PATHS =
            List.of("/", "//", "/.", "/..", "/../..", ";x=y", "/x", "/%2e%2e", "?", "??x", "/*");

    private static final List<String> NO_URIS = List.of(
            "%",
            "%2",
            "%zz",
            "%u0041",
            "{x}",
            "|",
            "^",
            "`",
            "\"",
            "<x>",
            "\\",
            "[",
            "\u00ff",
            "\u00c3\u00a4",
            "#x",
            "%\u00ff");

    private static final List<String> QUERIES = List.of(
            "",
            "0",
            "1",
            "-1",
            "+5",
            "%2B5",
            "5.0",
            "1e3",
            "2147483648",
            "999999999999999999999",
            "abc",
            "true",
            "TRUE",
            "yes",
            "null",
            "%00",
            "%FF",
            "%C0%80",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "%20",
            "%20%201",
            "1,2",
            "[]",
            "2026-02-30T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "%2B999999999-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2026-05-04T15:00:00%2B01:00",
            "2026-05-04",
            "live",
            "x".repeat(3000),
            "e30",
            "eyJhIjoxfQ",
            "AAAA",
            "djE6MTIz",
            "MQ==",
            "_-_-",
            "*");

    private static final List<String> PARAMETERS = List.of(
            "limit",
            "cursor",
            "page",
            "at",
            "dryRun",
            "draft",
            "environment",
            "connectorId",
            "agentId",
            "",
            "%00",
            "surprise");

    private static final List<String> ETAGS = List.of(
            "*",
            "\"*\"",
            "\"x\"",
            "W/\"1\"",
            "1",
            "\"1\"",
            "-1",
            "0",
            "99999999999999999999",
            "\"1\", \"2\"",
            "\"",
            "\"\"",
            ",",
            "",
            "1.5",
            "0x1",
            "\u00ff",
            "x".repeat(4000),
            "\u00d9\u00a1");

    private static final List<String> CONTENT_TYPES = List.of(
            "",
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/octet-stream",
            "application/jsonx",
            "application/json; charset=nonsense",
            "application/json; charset=utf-16",
            "application/json;charset=\"UTF-8\"",
            "APPLICATION/JSON",
            "application/merge-patch+json",
            "*/*",
            "nonsense",
            "/",
            "application/json;;",
            "application/json, text/plain",
            "\u00ff",
            "text/event-stream");

    private static final List<String> KEYS = List.of(
            "",
            " ",
            "k",
            "x".repeat(255),
            "x".repeat(256),
            "x".repeat(5000),
            "\u00e4\u00ff",
            "a\tb",
            "'",
            "%00",
            "null");

    private static final List<Map.Entry<String, List<String>>> HEADERS = List.of(
            Map.entry("Idempotency-Key", KEYS),
            Map.entry("If-Match", ETAGS),
            Map.entry("If-None-Match", ETAGS),
            Map.entry("Last-Event-ID", ETAGS),
            Map.entry("Content-Type", CONTENT_TYPES),
            Map.entry(
                    "Accept",
                    List.of(
                            "",
                            "text/html",
                            "application/xml",
                            "application/json;q=0",
                            "garbage",
                            "/",
                            "*",
                            "text/event-stream",
                            "*/*;q=abc")),
            Map.entry("Accept-Language", List.of("zz-", "*", "de;q=2", "\u00ff", "x".repeat(3000))),
            Map.entry("Accept-Charset", List.of("nonsense", "utf-16")),
            Map.entry("Accept-Encoding", List.of("gzip", "br", "nonsense", "*;q=0")),
            Map.entry("Content-Encoding", List.of("gzip", "deflate", "br", "zstd", "nonsense", "snappy")),
            Map.entry("X-Request-Id", List.of("", "a b", "\u00ff", "x".repeat(200), "..", "%0a")),
            Map.entry("X-PolyAI-Email", List.of("", " ", "\u00e4\u00ff", "x".repeat(321), "x".repeat(320), "a\tb")),
            Map.entry("X-PolyAI-Correlation-Id", List.of("", "\u00ff", "x".repeat(129))),
            Map.entry("X-HTTP-Method-Override", List.of("DELETE", "FOO")),
            Map.entry("Expect", List.of("100-continue", "nonsense")),
            Map.entry("Range", List.of("bytes=0-1", "bytes=5-1", "nonsense")),
            Map.entry("Cookie", List.of("a=b;;=;", "\u00ff", "$Version=1")),
            Map.entry("Origin", List.of("null", "http://example.com", "\u00ff")),
            Map.entry("Host", List.of("", "example.com:99999", "\u00ff", "a b", "[::1")),
            Map.entry("X-Forwarded-For", List.of("nonsense", "1.2.3.4, \u00ff")),
            Map.entry("Forwarded", List.of("for=\"", "host=x;proto=y")),
            Map.entry("Connection", List.of("close", "Upgrade", "nonsense")),
            Map.entry("Upgrade", List.of("websocket", "h2c", "nonsense")));

    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "PROPFIND",
            "FOO",
            "get",
            "X".repeat(300),
            "G-T",
            "QUERY");

    private final Random random;

    /** A cursor that the service has given out; empty before it has. */
    private String cursor = "";

    Mutations(Random random) {
        this.random = random;
    }

    void setCursor(String given) {
        cursor = given;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Spoiled spoil(ApiRequest request, String key) {
        RawRequest raw = RawRequest.of(request, key);
        return switch (random.nextInt(request.body() == null ? 10 : 20)) {
            case 0, 1, 2 -> query(raw);
            case 3, 4, 5 -> new Spoiled(header(raw), Kind.OPERATION);
            case 6, 7 -> path(request, raw);
            case 8 -> new Spoiled(method(raw), Kind.SOMEWHERE);
            case 9 -> noHttp(raw);
            case 10, 11, 12 -> new Spoiled(text(raw), Kind.OPERATION);
            default -> new Spoiled(raw.withBody(tree(request)), Kind.OPERATION);
        };
    }

    private Spoiled query(RawRequest raw) {
        List<String> declared = new ArrayList<>(PARAMETERS);
        List<String> pairs = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            String name = one(declared);
            String value = chance(30) && !cursor.isEmpty() && name.equals("cursor") ? spoiled(cursor) : one(QUERIES);
            pairs.add(chance(10) ? name : name + "=" + value);
        }
        String joined = String.join(chance(5) ? "&&" : "&", pairs);
        boolean hasQuery = raw.target().contains("?");
        if (hasQuery && chance(50)) {
            // In front of what the request says, so that both are there.
            return new Spoiled(
                    raw.withTarget(raw.target().replaceFirst("\\?", "?" + joined.replace("$", "") + "&")),
                    Kind.OPERATION);
        }
        return new Spoiled(raw.withTarget(raw.target().replaceFirst("\\?.*", "") + "?" + joined), Kind.OPERATION);
    }

    /** A text with a character more, fewer or other. */
    private String spoiled(String text) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + "A" + text.substring(at + 1);
            case 2 -> text.substring(0, at) + "x" + text.substring(at);
            default -> text;
        };
    }

    private RawRequest header(RawRequest raw) {
        RawRequest changed = raw;
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            Map.Entry<String, List<String>> header = one(HEADERS);
            changed = chance(5)
                    ? changed.without(header.getKey())
                    : changed.with(header.getKey(), one(header.getValue()));
        }
        return changed;
    }

    private Spoiled path(ApiRequest request, RawRequest raw) {
        if (!request.path().isEmpty() && chance(75)) {
            String template = request.operation().path();
            List<String> names = new ArrayList<>(request.path().keySet());
            String spoiledName = one(names);
            for (Map.Entry<String, String> parameter : request.path().entrySet()) {
                String id = ApiRequest.encoded(parameter.getValue());
                String segment =
                        parameter.getKey().equals(spoiledName) ? (chance(30) ? id + one(SEGMENTS) : one(SEGMENTS)) : id;
                template = template.replace("{" + parameter.getKey() + "}", segment);
            }
            // Another id may lead to another operation: active, batch, publish.
            return new Spoiled(raw.withTarget(template + raw.target().replaceFirst("[^?]*", "")), Kind.SOMEWHERE);
        }
        String path = raw.target().replaceFirst("\\?.*", "");
        int slash = path.indexOf('/', 1 + random.nextInt(path.length() - 1));
        int at = slash < 0 ? path.length() : slash;
        return new Spoiled(raw.withTarget(path.substring(0, at) + one(PATHS) + path.substring(at)), Kind.SOMEWHERE);
    }

    private RawRequest method(RawRequest raw) {
        return raw.withMethod(one(METHODS));
    }

    private Spoiled noHttp(RawRequest raw) {
        return new Spoiled(
                switch (random.nextInt(8)) {
                    case 0 -> raw.withTarget(raw.target() + " HTTP/9.9 x");
                    case 1 -> raw.withTarget("");
                    case 2 -> raw.with("Content-Length", one(List.of("-1", "abc", "99999999999999999999", "1, 2", "")));
                    case 3 -> raw.with("Bad\u0001Name", "x");
                    case 4 -> raw.with("X-Long", "x".repeat(20_000));
                    case 5 -> raw.withTarget(raw.target() + "?" + "x".repeat(10_000));
                    case 6 -> raw.withTarget(raw.target() + (chance(50) ? "?limit=" : "") + one(NO_URIS));
                    default -> raw.with("Transfer-Encoding", "nonsense");
                },
                Kind.NO_HTTP);
    }

    /** The body with a value, a member or an item other than it should be. */
    private byte[] tree(ApiRequest request) {
        JsonNode body =
                request.body() == null ? TextNode.valueOf("") : request.body().deepCopy();
        List<JsonPointer> places = new ArrayList<>();
        collect(body, JsonPointer.empty(), places);
        JsonPointer at = one(places);
        JsonNode node = body.at(at);
        @Nullable String text = null;
        if (node instanceof ObjectNode object && chance(60)) {
            text = members(body, object);
        } else if (node instanceof ArrayNode array && !array.isEmpty() && chance(60)) {
            int copies = one(List.of(1, 2, 101, 401, 1001));
            for (int i = 0; i < copies; i++) {
                array.add(array.get(0).deepCopy());
            }
            text = body.toString();
        }
        if (text == null) {
            text = at.matches()
                    ? one(VALUES)
                    : place(body, at)
                            .toString()
                            .replace(PLACE, node.isTextual() && chance(30) ? longer(node) : one(VALUES));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode place(JsonNode body, JsonPointer at) {
        ApiRequest.replace(body, at, TextNode.valueOf("PLACE"));
        return body;
    }

    private String longer(JsonNode node) {
        return TextNode.valueOf(node.asText().repeat(one(List.of(0, 2, 10, 100))))
                .toString();
    }

    private String members(JsonNode body, ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String known = names.isEmpty() ? "" : one(names);
        switch (random.nextInt(4)) {
            case 0 -> object.remove(known);
            case 1 -> object.put(one(NAMES), 1);
            case 2 -> object.putNull(known);
            default -> {
                // Twice in one object, which a tree cannot hold.
                object.put("PLACE", 1);
                return body.toString().replace(PLACE, TextNode.valueOf(known).toString());
            }
        }
        return body.toString();
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        places.add(at);
        node.properties().forEach(member -> collect(member.getValue(), at.appendProperty(member.getKey()), places));
        for (int i = 0; node.isArray() && i < node.size() && i < 5; i++) {
            collect(node.get(i), at.appendIndex(i), places);
        }
    }

    /** The body as bytes that are not what they should be. */
    private RawRequest text(RawRequest raw) {
        byte[] body = raw.body() == null ? new byte[0] : raw.body();
        if (body.length == 0) {
            return raw.withBody("{}".getBytes(StandardCharsets.UTF_8));
        }
        int at = random.nextInt(body.length);
        String text = new String(body, StandardCharsets.UTF_8);
        return switch (random.nextInt(12)) {
            case 0 -> raw.withBody(Arrays.copyOf(body, at));
            case 1 -> raw.withBody(null);
            case 2 -> raw.withBody(new byte[0]);
            case 3 -> raw.withBody(bytes(" \r\n\t"));
            case 4 -> raw.withBody(bytes("\ufeff" + text));
            case 5 -> raw.withBody(bytes(text + one(List.of("x", "}", "{}", "\0", ",", "null"))));
            case 6 -> raw.withBody(text.getBytes(StandardCharsets.UTF_16));
            case 7 -> raw.withBody(bytes(text + " ".repeat(1_048_577)));
            case 8 -> chunked(raw, body, at);
            case 9 -> raw.withBody(bytes("[" + text + "]"));
            default -> {
                byte[] other = body.clone();
                other[at] = (byte) random.nextInt(256);
                yield raw.withBody(other);
            }
        };
    }

    /** The same body in two pieces, without its length. */
    private static RawRequest chunked(RawRequest raw, byte[] body, int at) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String first = at == 0 ? "" : Integer.toHexString(at) + "\r\n" + text.substring(0, at) + "\r\n";
        String second = Integer.toHexString(body.length - at) + ";x=y\r\n" + text.substring(at) + "\r\n0\r\n\r\n";
        return raw.with("Transfer-Encoding", "chunked")
                .withBody((first + second).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
