package dev.parley.core.security;

import dev.parley.core.database.Sql;
import dev.parley.core.hash.Sha256;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The API keys of the store. A key is stored as its SHA-256 only (generated keys hold 256 random bits, so a slow hash would add
 * nothing). A key that was looked up is remembered for a second, so that a revocation holds within a second on every instance. Writing
 * methods join the running transaction.
 */
@Singleton
public class ApiKeys {

    /** How many characters of a key are kept for people to tell keys apart. */
    private static final int HINT = 6;

    private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final long REMEMBERED_NANOS = 1_000_000_000;

    /** Above so many, those that are too old are forgotten. */
    private static final int MANY = 10_000;

    private final ApiKeyRepository repository;
    private final Sql sql;

    /** By the hash of the secret. */
    private final Map<ByteBuffer, Remembered> remembered = new ConcurrentHashMap<>();

    /**
     * A key as it was looked up.
     *
     * @param since before that, in nanoseconds
     */
    private record Remembered(ApiKey key, long since) {
        boolean isFresh() {
            return System.nanoTime() - since < REMEMBERED_NANOS;
        }
    }

    ApiKeys(ApiKeyRepository repository, Sql sql) {
        this.repository = repository;
        this.sql = sql;
    }

    /**
     * A key that was just created.
     *
     * @param secret the key itself: the only time that it is to be had
     * @param key what is stored of it
     */
    public record NewApiKey(String secret, ApiKey key) {
        @Override
        public String toString() {
            return "NewApiKey[" + key.id() + "]";
        }
    }

    /**
     * Creates a key with a random secret.
     *
     * @param workspaceId the id of an existing workspace
     * @param prefix what the secret begins with, for people
     * @param families the families that it opens, or {@link ApiKey#ALL}; at least one
     * @param scopes the scopes that it holds, or {@link ApiKey#ALL}; at least one
     * @param agents the public ids of the agents that it is limited to; empty means all
     * @param expiresAt from when on it is refused; null means never
     */
    public NewApiKey create(
            String workspaceId,
            String prefix,
            Set<String> families,
            Set<String> scopes,
            Set<String> agents,
            @Nullable Instant expiresAt) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String secret = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return new NewApiKey(
                secret, save(workspaceId, secret, prefix.length() + HINT, families, scopes, agents, expiresAt));
    }

    /** Stores a key with a given secret, for every family and scope. */
    public ApiKey createFrom(String workspaceId, String secret) {
        return save(workspaceId, secret, 4, Set.of(ApiKey.ALL), Set.of(ApiKey.ALL), Set.of(), null);
    }

    private ApiKey save(
            String workspaceId,
            String secret,
            int hintLength,
            Set<String> families,
            Set<String> scopes,
            Set<String> agents,
            @Nullable Instant expiresAt) {
        StringBuilder id = new StringBuilder("key_");
        for (int i = 0; i < 16; i++) {
            id.append(ID_ALPHABET.charAt(RANDOM.nextInt(ID_ALPHABET.length())));
        }
        ApiKey key = new ApiKey(
                id.toString(),
                workspaceId,
                secret.substring(0, Math.min(hintLength, 32)),
                families,
                scopes,
                agents,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                expiresAt,
                null);
        repository.save(ApiKeyRow.of(key, hash(secret)));
        return key;
    }

    /** The key of a secret, also when it is expired or revoked; empty when there is none. */
    public Optional<ApiKey> find(String secret) {
        byte[] hash = hash(secret);
        long since = System.nanoTime();
        Optional<ApiKey> found = repository.findByHash(hash).map(ApiKeyRow::toApiKey);
        found.ifPresent(key -> remember(hash, new Remembered(key, since)));
        return found;
    }

    /** The same for a secret that was looked up within the last second, without asking the database. */
    Optional<ApiKey> recall(String secret) {
        Remembered known = remembered.get(ByteBuffer.wrap(hash(secret)));
        return known != null && known.isFresh() ? Optional.of(known.key()) : Optional.empty();
    }

    private void remember(byte[] hash, Remembered key) {
        if (remembered.size() >= MANY) {
            remembered.values().removeIf(old -> !old.isFresh());
        }
        remembered.put(ByteBuffer.wrap(hash), key);
    }

    /** The keys of a workspace, oldest first. */
    public List<ApiKey> list(String workspaceId) {
        return repository.findByWorkspaceIdOrderByCreatedAt(workspaceId).stream()
                .map(ApiKeyRow::toApiKey)
                .toList();
    }

    /** Whether the store has any key, in whatever workspace. */
    public boolean exist() {
        // Not by the repository: making that ready takes longer than all of a request, and a start needs only this of
        // it.
        return sql.first("select 1 from core_api_key limit 1", row -> true).isPresent();
    }

    /**
     * Revokes a key.
     *
     * @return false when the workspace has no such key or it was revoked before
     */
    public boolean revoke(String workspaceId, String id) {
        boolean revoked = repository.revoke(workspaceId, id, Instant.now().truncatedTo(ChronoUnit.MILLIS)) > 0;
        remembered.values().removeIf(known -> known.key().id().equals(id));
        return revoked;
    }

    private static byte[] hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }
}
