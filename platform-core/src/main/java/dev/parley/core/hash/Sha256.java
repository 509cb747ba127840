package dev.parley.core.hash;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4), which every Java has. */
public final class Sha256 {

    /** The length of a hash. */
    public static final int BYTES = 32;

    private Sha256() {}

    /** A digest of nothing yet. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Ends a digest, which is one of nothing then.
     *
     * @param hash where the hash is put, from its beginning; {@link #BYTES} long or longer
     */
    public static void end(MessageDigest digest, byte[] hash) {
        try {
            digest.digest(hash, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The hash of some bytes. */
    public static byte[] of(byte[] bytes) {
        return start().digest(bytes);
    }

    /** Adds bytes after their number, in four bytes: so that what is added one after the other is not the same when it is split elsewhere. */
    public static void addPart(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
