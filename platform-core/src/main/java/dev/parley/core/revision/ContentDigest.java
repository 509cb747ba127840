package dev.parley.core.revision;

import dev.parley.core.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The digest of a branch's content that a change updates by its own share: an LtHash (Bellare and Micciancio 1997; Lewi et al. 2019)
 * of 1,024 lanes of 16 bits over the hashes of the documents. Equal content gives equal digests, whatever way led there. Each hash is
 * expanded to a lane vector by SHA-256 in counter mode, and vectors are added and subtracted lane by lane.
 */
final class ContentDigest {

    private static final int LANES = 1024;
    private static final byte[] VERSION_PREFIX = "parley-version-1".getBytes(StandardCharsets.US_ASCII);

    private final short[] lanes = new short[LANES];

    /** The digest of no content. */
    ContentDigest() {}

    /** The digest in a stored state. */
    ContentDigest(byte[] state) {
        if (state.length != LANES * Short.BYTES) {
            throw new IllegalArgumentException("A digest has " + LANES * Short.BYTES + " bytes, not " + state.length);
        }
        ByteBuffer.wrap(state).asShortBuffer().get(lanes);
    }

    void add(byte[] hash) {
        add(hash, 1);
    }

    void remove(byte[] hash) {
        add(hash, -1);
    }

    /** Block by block, so that an import of many documents leaves little behind. */
    private void add(byte[] hash, int sign) {
        MessageDigest digest = Sha256.start();
        byte[] block = new byte[Sha256.BYTES];
        ShortBuffer share = ByteBuffer.wrap(block).asShortBuffer();
        for (int lane = 0, number = 0; lane < LANES; number++) {
            digest.update(hash);
            digest.update((byte) number);
            Sha256.end(digest, block);
            for (int i = 0; i < share.capacity(); i++, lane++) {
                lanes[lane] += (short) (sign * share.get(i));
            }
        }
    }

    /** Adds what another digest has. */
    void add(ContentDigest other) {
        for (int i = 0; i < LANES; i++) {
            lanes[i] += other.lanes[i];
        }
    }

    /** What is stored of it: 2,048 bytes. */
    byte[] state() {
        ByteBuffer state = ByteBuffer.allocate(LANES * Short.BYTES);
        state.asShortBuffer().put(lanes);
        return state.array();
    }

    /** The version of the content: 32 bytes. */
    byte[] version() {
        MessageDigest digest = Sha256.start();
        digest.update(VERSION_PREFIX);
        return digest.digest(state());
    }
}
