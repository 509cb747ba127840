package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.AccessRules;
import dev.parley.core.testing.Operation;
import dev.parley.core.testing.Reply;
import org.junit.jupiter.api.Test;

/** Who may do what. */
abstract class AccessSuite extends OperationSuite implements AccessRules {

    @Override
    public boolean needsAllAgents(Operation operation) {
        return operation.path().startsWith("/api/v1/api-keys")
                || (operation.method().equals("POST") && operation.path().equals(AGENTS));
    }

    @Test
    void aRequestWithoutAKeyIsToldHowToShowOne() {
        Reply reply = anonymous().get(AGENTS);
        problem(reply, 401, "unauthorized");
        assertThat(reply.headers().firstValue("www-authenticate")).contains("Bearer");
    }

    @Test
    void whatIsNotBuiltIsNotThere() {
        problem(client.get("/api/v1/wallet"), 404, "not_found");
        problem(client.post("/api/v1/numbers/purchase", "{}"), 404, "not_found");
    }
}
