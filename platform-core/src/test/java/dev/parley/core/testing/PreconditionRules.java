package dev.parley.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a request demands of the present state is never passed over, whatever the operation (RFC 9110, section 13.1). */
public interface PreconditionRules extends ModuleUnderTest {

    String ETAG = "ETag";
    String IF_MATCH = "If-Match";
    String IF_NONE_MATCH = "If-None-Match";

    /** A tag that nothing has; in the form of those that are versions of an agent. */
    String STALE = "\"987654321\"";

    @Test
    default void whoHasTheAnswerAlreadyIsToldOnlyThat() {
        for (Operation operation : gets()) {
            Reply reply = send(client(), operation);
            reply.expect(operation.status());
            String tag = reply.headers().firstValue(ETAG).orElse("");
            assertThat(tag).as("%s", operation).matches("\"[^\"]+\"");
            for (String known : List.of(tag, "W/" + tag, STALE + ", " + tag, "*")) {
                Reply conditional = send(client().with(IF_NONE_MATCH, known), operation);
                assertThat(conditional.status()).as("%s %s", operation, known).isEqualTo(304);
                assertThat(conditional.bytes()).isEmpty();
                assertThat(conditional.headers().firstValue(ETAG)).contains(tag);
            }
            Reply other = send(client().with(IF_NONE_MATCH, STALE), operation);
            assertThat(other.status()).as("%s", operation).isEqualTo(200);
            assertThat(other.bytes()).isEqualTo(reply.bytes());
        }
    }

    /** Also where answers are kept. Seen to fail when that did not look at {@code Accept}, and when such answers had no {@code Date}. */
    @Test
    default void whoAsksAgainIsAnsweredTheSame() {
        for (Operation operation : gets()) {
            Reply first = send(client(), operation);
            Reply second = send(client(), operation);
            assertThat(second.bytes()).as("%s", operation).isEqualTo(first.bytes());
            assertThat(second.headers().map().keySet())
                    .as("%s", operation)
                    .contains("date")
                    .isEqualTo(first.headers().map().keySet());
            assertThat(send(client().with("Accept", "text/plain"), operation).status())
                    .as("%s", operation)
                    .isEqualTo(406);
        }
    }

    @Test
    default void aDemandThatDoesNotHoldChangesNothing() {
        for (Operation operation : writes()) {
            String before = state();
            Reply reply = send(client().with(IF_MATCH, STALE), operation);
            assertThat(reply.status()).as("%s: %s", operation, reply.text()).isIn(412, 409);
            assertThat(state()).as("%s", operation).isEqualTo(before);
        }
    }

    @Test
    default void theTagThatWasReadOpensOneWriteAndNoSecondOne() {
        for (Operation write : writes()) {
            boolean isReadable = operations().stream()
                    .anyMatch(read -> read.method().equals("GET") && read.path().equals(write.path()));
            boolean isOfAList = write.method().equals("POST")
                    || (write.method().equals("DELETE") && !write.path().endsWith("}"));
            if (!isReadable || isOfAList) {
                continue;
            }
            newAgent();
            String path = write.at(ids());
            Reply before = client().get(path);
            String tag = tag(before);
            Reply written = send(client().with(IF_MATCH, STALE + ", " + tag), write);
            written.expect(write.status());
            if (write.method().equals("DELETE")) {
                continue;
            }
            Reply after = client().get(path);
            String next = tag(after);
            assertThat(written.headers().firstValue(ETAG)).as("%s", write).contains(next);
            assertThat(next.equals(tag)).as("%s", write).isEqualTo(after.text().equals(before.text()));
            if (next.equals(tag)) {
                continue;
            }
            String state = state();
            Reply second = send(client().with(IF_MATCH, tag), write);
            assertThat(second.status()).as("%s", write).isIn(412, 409);
            assertThat(state()).as("%s", write).isEqualTo(state);
            send(client().with(IF_MATCH, next), write).expect(write.status());
        }
    }

    @Test
    default void whatIsCreatedHasTheTagThatItIsReadWith() {
        for (Operation create : writes()) {
            boolean isReadable = operations().stream()
                    .anyMatch(read -> read.method().equals("GET")
                            && read.path().matches("\\Q" + create.path() + "\\E/\\{[^/]+}"));
            if (!create.method().equals("POST") || !isReadable) {
                continue;
            }
            newAgent();
            Reply created = send(client(), create);
            JsonNode body = created.expect(create.status());
            String id = body.path("data").path("id").asText(body.path("id").asText());
            if (id.isEmpty()) {
                // Several at once.
                assertThat(body.iterator().next().isArray()).as("%s", create).isTrue();
                continue;
            }
            assertThat(created.headers().firstValue(ETAG))
                    .as("%s", create)
                    .contains(tag(client().get(create.at(ids()) + "/" + id)));
        }
    }

    private static String tag(Reply reply) {
        reply.expect(200);
        return reply.headers().firstValue(ETAG).orElse("");
    }
}
