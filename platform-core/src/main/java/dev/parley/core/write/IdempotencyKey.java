package dev.parley.core.write;

import dev.parley.core.error.ApiException;
import dev.parley.core.family.Exchange;
import dev.parley.core.hash.Sha256;
import dev.parley.core.security.Caller;
import io.micronaut.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An {@code Idempotency-Key} and the request that it stands for.
 *
 * @param workspaceId the workspace that the request is about; a host may know one actor in several
 * @param actor whose key it is; different callers may use the same text
 * @param key the text, 1 to 255 printable ASCII characters
 * @param fingerprint SHA-256 of method, path with query and body
 */
record IdempotencyKey(String workspaceId, String actor, String key, byte[] fingerprint) {

    private static final String HEADER = "Idempotency-Key";

    static Optional<IdempotencyKey> of(HttpRequest<?> request, Exchange exchange) {
        String key = request.getHeaders().get(HEADER);
        if (key == null) {
            return Optional.empty();
        }
        if (!key.matches("[\\x20-\\x7e]{1,255}")) {
            throw ApiException.invalid(HEADER, "must have 1 to 255 printable ASCII characters");
        }
        byte[] line = (request.getMethodName() + ' ' + request.getUri() + '\n').getBytes(StandardCharsets.UTF_8);
        Caller caller = exchange.caller();
        return Optional.of(
                new IdempotencyKey(caller.workspaceId(), caller.actor(), key, sha256(line, exchange.body())));
    }

    /** A number for the key; two keys that share one only keep each other from running at the same time. */
    long lock() {
        // Each part but the last stands before a character that none of them has.
        return ByteBuffer.wrap(sha256((workspaceId + '\n' + actor + '\n' + key).getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static byte[] sha256(byte[]... parts) {
        MessageDigest digest = Sha256.start();
        Stream.of(parts).forEach(digest::update);
        return digest.digest();
    }
}
