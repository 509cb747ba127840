package dev.parley.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.family.PolyAiFamily;
import org.jspecify.annotations.Nullable;

/** A family as its callers know it: how a key is shown, and how errors look. What rules about every operation of a module need. */
public interface TestFamily {

    /** The Agents API of the core. */
    TestFamily POLYAI = new TestFamily() {
        @Override
        public String id() {
            return PolyAiFamily.ID;
        }

        @Override
        public String basePath() {
            return "/v1";
        }

        @Override
        public Client withKey(Client anonymous, String key) {
            return anonymous.key(key);
        }

        @Override
        public Client withKeyInOtherLetters(Client anonymous, String key) {
            return anonymous.with("X-API-KEY", key);
        }

        @Override
        public Client withKeyInAnotherWay(Client anonymous, String key) {
            return anonymous.with("Authorization", "Bearer " + key);
        }

        @Override
        public String code(Reply reply) {
            return reply.json().path("error_code").asText();
        }

        @Override
        public JsonNode expectError(Reply reply, int status, String code) {
            return reply.expectError(status, code);
        }

        @Override
        public String mediaType() {
            return "application/json";
        }

        @Override
        public String code(Refusal refusal) {
            return switch (refusal) {
                case UNAUTHENTICATED -> "AUTH_USER_INVALID_TOKEN";
                case FORBIDDEN -> "ACCOUNT_INSUFFICIENT_PERMISSIONS";
                case INVALID, MALFORMED -> "SCHEMA_VALIDATION_FAILED";
                default -> refusal.name();
            };
        }

        @Override
        public String label(String email) {
            return email;
        }
    };

    /** Why the platform itself refuses requests. */
    enum Refusal {
        UNAUTHENTICATED,
        FORBIDDEN,
        INVALID,
        MALFORMED,
        METHOD_NOT_ALLOWED,
        BODY_TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE
    }

    String id();

    String basePath();

    /** A caller that shows a key. */
    Client withKey(Client anonymous, String key);

    /** The same with upper-case letters where lower-case ones are usual, or the other way round, and it makes no difference. */
    Client withKeyInOtherLetters(Client anonymous, String key);

    /** A caller that shows a key as callers of another family do. */
    Client withKeyInAnotherWay(Client anonymous, String key);

    /** The code of an error. */
    String code(Reply reply);

    /** The code of a refusal. */
    String code(Refusal refusal);

    /** Fails unless this is an error of the family with this status and code; returns its body. */
    JsonNode expectError(Reply reply, int status, String code);

    /** What an error tells, without what the caller has said itself. */
    default String told(Reply error) {
        return error.text();
    }

    /** The media type of errors. */
    String mediaType();

    /** What the audit says of a caller who sends {@code X-PolyAI-Email}; null when that means nothing. */
    @Nullable
    String label(String email);
}
