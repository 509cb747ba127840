package dev.parley.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A request with an {@code Idempotency-Key} does its work once, however often it is sent, whatever the operation. */
public interface IdempotencyRules extends ModuleUnderTest {

    String HEADER = "Idempotency-Key";

    /** Whether an operation answers with something that is not kept, so that a repetition is answered without it. */
    default boolean showsASecret(Operation operation) {
        return false;
    }

    @Test
    default void everyWriteIsDoneOnceAndAnsweredAlike() {
        for (Operation operation : writes()) {
            if (showsASecret(operation)) {
                continue;
            }
            newAgent();
            Client keyed = client().with(HEADER, "once for " + ids().get("agentId"));
            Reply first = send(keyed, operation);
            first.expect(operation.status());
            String after = state();
            for (int i = 0; i < 3; i++) {
                assertSame(operation.toString(), send(keyed, operation), first);
            }
            assertThat(state()).as("%s", operation).isEqualTo(after);
        }
    }

    /** Fails unless an answer is the first one again. */
    default void assertSame(String description, Reply repeated, Reply first) {
        assertThat(repeated.text()).as(description).isEqualTo(first.text());
        assertThat(repeated.bytes()).isEqualTo(first.bytes());
        assertThat(repeated.status()).isEqualTo(first.status());
        assertThat(repeated.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(repeated.headers().firstValue("ETag"))
                .isEqualTo(first.headers().firstValue("ETag"));
    }
}
