package dev.parley.flowyte;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import dev.parley.core.testing.TestFamily;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The family as its callers know it. */
final class FlowyteTestFamily implements TestFamily {

    @Override
    public String id() {
        return FlowyteFamily.ID;
    }

    @Override
    public String basePath() {
        return "/api/v1";
    }

    @Override
    public Client withKey(Client anonymous, String key) {
        return anonymous.with("Authorization", "Bearer " + key);
    }

    @Override
    public Client withKeyInOtherLetters(Client anonymous, String key) {
        return anonymous.with("authorization", "BEARER  " + key);
    }

    @Override
    public Client withKeyInAnotherWay(Client anonymous, String key) {
        return anonymous.key(key);
    }

    @Override
    public String code(Reply reply) {
        return reply.json().path("code").asText();
    }

    @Override
    public String code(Refusal refusal) {
        return switch (refusal) {
            case UNAUTHENTICATED -> "unauthorized";
            case INVALID -> "validation_error";
            case MALFORMED -> "malformed_body";
            default -> refusal.name().toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public JsonNode expectError(Reply reply, int status, String code) {
        return FlowyteSuite.problem(reply, status, code);
    }

    @Override
    public String told(Reply error) {
        return ((ObjectNode) error.json()).without("instance").toString();
    }

    @Override
    public String mediaType() {
        return "application/problem+json";
    }

    @Override
    public @Nullable String label(String email) {
        return null;
    }
}
