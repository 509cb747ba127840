package dev.parley.core.revision;

import dev.parley.core.hash.Sha256;
import dev.parley.core.spi.DocumentKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The hash of a document: SHA-256 over its kind, its id and its canonical body, each after its length. */
final class ContentHash {

    /** In place of the hash of a deleted document. */
    static final byte[] NONE = new byte[Sha256.BYTES];

    /** How long the hash of a name is. */
    static final int NAME_BYTES = 16;

    private static final int VERSION_BYTES = 16;

    private ContentHash() {}

    static byte[] of(DocumentKey key, String canonicalBody) {
        MessageDigest digest = Sha256.start();
        update(digest, key.kind());
        update(digest, key.id());
        update(digest, canonicalBody);
        return digest.digest();
    }

    /** 16 bytes of SHA-256 of a unique name. */
    static byte[] ofName(String name) {
        byte[] hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
        return java.util.Arrays.copyOf(hash, NAME_BYTES);
    }

    /** A version as the wire shows it: the first half of its hash, in hex. */
    static String versionText(byte[] version) {
        return HexFormat.of().formatHex(version, 0, VERSION_BYTES);
    }

    private static void update(MessageDigest digest, String text) {
        Sha256.addPart(digest, text.getBytes(StandardCharsets.UTF_8));
    }
}
