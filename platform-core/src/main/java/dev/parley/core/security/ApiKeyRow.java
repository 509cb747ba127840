package dev.parley.core.security;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A row of {@code core_api_key}: sets are written as names separated by spaces. */
@MappedEntity("core_api_key")
record ApiKeyRow(
        @Id String id,
        String workspaceId,
        String hint,
        byte[] hash,
        String families,
        String scopes,
        String agents,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    static ApiKeyRow of(ApiKey key, byte[] hash) {
        return new ApiKeyRow(
                key.id(),
                key.workspaceId(),
                key.hint(),
                hash,
                join(key.families()),
                join(key.scopes()),
                join(key.agents()),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt());
    }

    ApiKey toApiKey() {
        return new ApiKey(
                id, workspaceId, hint, split(families), split(scopes), split(agents), createdAt, expiresAt, revokedAt);
    }

    private static String join(Set<String> names) {
        return String.join(" ", new TreeSet<>(names));
    }

    private static Set<String> split(String names) {
        return names.isEmpty() ? Set.of() : Set.of(names.split(" ", -1));
    }
}
