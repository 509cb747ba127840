package dev.parley.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.testing.TestFamily.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever is wrong with a request to any operation of a module is named in the family's envelope, and nothing is stored. What is wrong
 * for one operation alone is tested with {@link #refuse} and {@link #wrong}.
 */
public interface InputRules extends ModuleUnderTest {

    /** How long a body may be, in bytes. */
    int MAX_BODY = 1_048_576;

    /** JSON values that are neither objects nor arrays. */
    List<String> NEITHER = List.of("null", "true", "5", "1e400", "\"text\"");

    /** JSON values that are no objects. */
    List<String> NO_OBJECTS = List.of("null", "true", "5", "1e400", "\"text\"", "[]", "[{}]");

    String SCHEMA = "SCHEMA_VALIDATION_FAILED";

    @Test
    default void whatIsNotOneStrictJsonValueIsRefused() {
        List<byte[]> bodies = new ArrayList<>();
        for (String text : List.of(
                "{",
                "}",
                "{\"name\":\"x\"",
                "{\"name\":\"x\"}}",
                "{\"name\":\"x\"} x",
                "{\"name\":\"x\"}{\"name\":\"x\"}",
                "{\"name\":\"x\",}",
                "{'name':'x'}",
                "{name:\"x\"}",
                "{\"name\":\"x\"/* no */}",
                "{\"name\":NaN}",
                "{\"name\":01}",
                "{\"name\":\"a\nb\"}",
                "{\"name\":\"\\x\"}",
                "{\"name\":\"x\",\"name\":\"x\"}",
                "{\"name\":\"x\",\"n\\u0061me\":\"x\"}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"a\\u0000b\":1}",
                "{\"name\":\"\\ud800\"}",
                "{\"name\":\"\\udc00\\ud800\"}",
                "{\"\\ud800\":1}",
                "{\"name\":\"a\0b\"}",
                "\uFEFF{\"name\":\"x\"}",
                "{\"name\":" + "[".repeat(65) + "]".repeat(65) + "}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"name\":" + "9".repeat(100_000) + "}")) {
            bodies.add(text.getBytes(StandardCharsets.UTF_8));
        }
        bodies.add("{\"name\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
        bodies.add("{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_16));
        // An overlong NUL and a surrogate, each encoded as if it were a character.
        bodies.add(withBytes(0xC0, 0x80));
        bodies.add(withBytes(0xED, 0xA0, 0x80));
        String before = state();
        for (Operation operation : withBody()) {
            for (byte[] body : bodies) {
                Reply reply = client().sendBytes(operation.method(), operation.at(ids()), body);
                assertThat(HttpSuite.fields(refused(reply, 400, Refusal.MALFORMED)))
                        .as("%s %s", operation, new String(body, 0, Math.min(body.length, 40), StandardCharsets.UTF_8))
                        .isNotEmpty();
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    default void aBodyThatIsNotCompressedAsItSaysIsRefused() {
        String before = state();
        for (Operation operation : withBody()) {
            for (String coding : List.of("gzip", "snappy")) {
                refused(send(client().with("Content-Encoding", coding), operation), 400, Refusal.MALFORMED);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    default void aBodyThatIsNoObjectIsRefused() {
        String before = state();
        for (Operation operation : withBody()) {
            for (String body : operation.hasArrayBody() ? NEITHER : NO_OBJECTS) {
                assertThat(HttpSuite.fields(
                                family().expectError(send(client(), operation, body), 400, operation.invalid())))
                        .as("%s %s", operation, body)
                        .containsExactly("");
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    default void anEmptyBodyIsRefusedWhereABodyIsNeeded() {
        String before = state();
        for (Operation operation : withBody()) {
            if (!operation.isBodyOptional()) {
                for (Reply reply : List.of(
                        send(client(), operation, null),
                        send(client(), operation, ""),
                        send(client().with("Content-Type", "application/json"), operation, null),
                        chunked(operation, ""))) {
                    assertThat(HttpSuite.fields(refused(reply, 400, Refusal.INVALID)))
                            .as("%s", operation)
                            .containsExactly("");
                }
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    default void anEmptyBodyWillDoWhereTheBodyIsOptional() {
        for (Operation operation : withBody()) {
            if (operation.isBodyOptional()) {
                newAgent();
                send(client(), operation, null).expect(operation.status());
                newAgent();
                send(client(), operation, "").expect(operation.status());
                newAgent();
                send(client().with("Content-Type", "application/json"), operation, null)
                        .expect(operation.status());
                newAgent();
                send(client().with("Content-Type", "application/json; charset=utf-8"), operation, "{}")
                        .expect(operation.status());
                newAgent();
                Reply reply = chunked(operation, "");
                assertThat(reply.status()).as("%s %s", operation, reply.text()).isEqualTo(operation.status());
            }
        }
    }

    @Test
    default void readsAndDeletesIgnoreAContentTypeAndABody() {
        for (Operation operation : operations()) {
            if (!operation.hasBody()) {
                newAgent();
                send(client().with("Content-Type", "application/json"), operation, null)
                        .expect(operation.status());
                if (operation.method().equals("DELETE")) {
                    newAgent();
                    send(client(), operation, "{\"expectedBranchLastKnownSequence\":6}")
                            .expect(operation.status());
                }
            }
        }
    }

    @Test
    default void closedBodiesHaveNoOtherFields() {
        String before = state();
        for (Operation operation : withBody()) {
            if (!operation.isBodyOpen() && !operation.hasArrayBody()) {
                ObjectNode body = object(operation).put("surprise", 1);
                assertThat(HttpSuite.fields(family().expectError(
                                        send(client(), operation, body.toString()), 400, operation.invalid())))
                        .as("%s", operation)
                        .containsExactly("surprise");
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    default void openBodiesMayHaveOtherFields() {
        for (Operation operation : withBody()) {
            if (operation.isBodyOpen()) {
                newAgent();
                String body = object(operation).put("surprise", "PLACE").toString();
                send(client(), operation, body.replace("\"PLACE\"", "{\"a\":[1e400,null]}"))
                        .expect(operation.status());
            }
        }
    }

    @Test
    default void idsThatAreNotThereAreNotFound() {
        String before = state();
        for (Operation operation : operations()) {
            notFound().forEach((name, code) -> {
                if (operation.isAbout(name)) {
                    for (String id : List.of(
                            "nowhere",
                            ids().get(name) + "%20",
                            ids().get(name) + "%0A",
                            "%F0%9F%98%80",
                            "'%20or%201=1%20--",
                            "%25",
                            "%2500",
                            "x".repeat(2000))) {
                        family().expectError(sendAt(client(), operation, idsWith(name, id)), 404, code);
                    }
                }
            });
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    default void idsWithStrangeBytesAreRefused() {
        String before = state();
        for (Operation operation : operations()) {
            for (String name : ids().keySet()) {
                if (operation.isAbout(name)) {
                    // A NUL, bytes that are no UTF-8, a slash, and an overlong NUL.
                    for (String end : List.of("%00", "%FF", "%2F", "%C0%80", "%ED%A0%80")) {
                        Reply reply = sendAt(client(), operation, idsWith(name, ids().get(name) + end));
                        assertThat(reply.status())
                                .as("%s %s: %s", operation, end, reply.text())
                                .isIn(name.equals("accountId") ? List.of(403, 404, 400) : List.of(404, 400));
                        family().expectError(reply, reply.status(), family().code(reply));
                    }
                }
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    default void otherMethodsAreNotAllowed() {
        String before = state();
        for (Operation operation : operations()) {
            String path = operation.at(ids());
            Set<String> allowed = operations().stream()
                    .filter(other -> other.isServedAt(path.replaceAll("\\?.*", "")))
                    .map(Operation::method)
                    .collect(Collectors.toSet());
            assertThat(allowed).contains(operation.method());
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")) {
                if (!allowed.contains(method)) {
                    Reply reply = client().send(method, path, method.startsWith("P") ? "{}" : null);
                    assertThat(reply.status())
                            .as("%s %s", method, operation.path())
                            .isEqualTo(405);
                    refused(reply, 405, Refusal.METHOD_NOT_ALLOWED);
                }
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    default void bodiesAreJson() {
        String before = state();
        for (Operation operation : withBody()) {
            for (String type : List.of(
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/octet-stream",
                    "application/jsonx")) {
                Reply reply = send(client().with("Content-Type", type), operation);
                assertThat(reply.status())
                        .as("%s %s %s", operation, type, reply.text())
                        .isEqualTo(415);
                refused(reply, 415, Refusal.UNSUPPORTED_MEDIA_TYPE);
            }
            for (String type : List.of("nonsense", "/", "application/json; charset=nonsense", "*/*", "")) {
                Reply reply = send(client().with("Content-Type", type), operation, "{\"surprise\":");
                assertThat(reply.status())
                        .as("%s %s %s", operation, type, reply.text())
                        .isIn(400, 415);
                family().expectError(reply, reply.status(), family().code(reply));
            }
        }
        assertThat(state()).isEqualTo(before);
        for (Operation operation : withBody()) {
            newAgent();
            send(client().with("Content-Type", "Application/JSON; charset=UTF-8"), operation)
                    .expect(operation.status());
        }
    }

    @Test
    default void bodiesHaveALimit() {
        String before = state();
        for (Operation operation : withBody()) {
            String body = operation.body(ids());
            String longer = body + " ".repeat(MAX_BODY + 1 - body.length());
            refused(send(client(), operation, longer), 413, Refusal.BODY_TOO_LARGE);
            refused(chunked(operation, longer), 413, Refusal.BODY_TOO_LARGE);
        }
        assertThat(state()).isEqualTo(before);
    }

    /** Sends what is wrong; fails unless it is refused with this status and code, and nothing has changed. */
    default JsonNode refuse(int status, String code, Supplier<Reply> request) {
        String before = state();
        Reply reply = request.get();
        JsonNode error = family().expectError(reply, status, code);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith(family().mediaType());
        assertThat(state()).isEqualTo(before);
        return error;
    }

    /**
     * Sends a body with one member that is each of the values in turn; fails unless that member, and only it, is refused.
     *
     * @param field the names that lead to the member, with points between them; the objects on the way are in the body
     * @param values JSON
     */
    default void wrong(String method, String path, String body, String field, List<String> values, String code) {
        for (String value : values) {
            ObjectNode tree = (ObjectNode) StrictJson.parse(body);
            ObjectNode at = tree;
            String[] names = field.split("\\.", -1);
            for (int i = 0; i < names.length - 1; i++) {
                at = (ObjectNode) at.get(names[i]);
            }
            at.put(names[names.length - 1], "PLACE");
            String sent = tree.toString().replace("\"PLACE\"", value);
            assertThat(HttpSuite.fields(family().expectError(client().send(method, path, sent), 400, code)))
                    .as("%s %s %s", method, path, sent)
                    .containsOnly(field);
        }
    }

    private JsonNode refused(Reply reply, int status, Refusal refusal) {
        return family().expectError(reply, status, family().code(refusal));
    }

    private ObjectNode object(Operation operation) {
        return (ObjectNode) StrictJson.parse(operation.body(ids()));
    }

    private Reply chunked(Operation operation, String body) {
        return client().sendChunked(operation.method(), operation.at(ids()), body);
    }

    private static byte[] withBytes(int... bytes) {
        byte[] body = "{\"name\":\"....\"}".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            body[9 + i] = (byte) bytes[i];
        }
        return body;
    }
}
