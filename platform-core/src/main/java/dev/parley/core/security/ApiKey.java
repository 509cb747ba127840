package dev.parley.core.security;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key; never the key itself.
 *
 * @param id the id, {@code key_} and letters: the actor in audit rows, and what {@code keys revoke} takes
 * @param workspaceId the workspace that it belongs to
 * @param hint its first characters, for people to tell keys apart
 * @param families the families that it opens, or {@link #ALL}
 * @param scopes the scopes that it holds, or {@link #ALL}
 * @param agents the public ids of the agents that it is limited to; empty means all
 * @param createdAt when it was created
 * @param expiresAt from when on it is refused; null means never
 * @param revokedAt since when it is refused; null means it is not revoked
 */
public record ApiKey(
        String id,
        String workspaceId,
        String hint,
        Set<String> families,
        Set<String> scopes,
        Set<String> agents,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** In place of names: every family or scope, also those that are installed later. */
    public static final String ALL = "*";

    public ApiKey {
        families = Set.copyOf(families);
        scopes = Set.copyOf(scopes);
        agents = Set.copyOf(agents);
    }

    /** Whether the key is neither revoked nor expired at a moment. */
    public boolean isValidAt(Instant moment) {
        return revokedAt == null && (expiresAt == null || moment.isBefore(expiresAt));
    }

    /** Whether the key opens a family. */
    public boolean opens(String family) {
        return families.contains(ALL) || families.contains(family);
    }
}
