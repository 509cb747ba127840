package dev.parley.core.revision;

import dev.parley.core.spi.DocumentKey;

/** Lets the benchmark at what no other package sees. */
public final class Hashes {

    private final ContentDigest digest = new ContentDigest();

    /** Hashes a document and adds it to the digest of a branch. */
    public void add(DocumentKey key, String canonicalBody) {
        digest.add(ContentHash.of(key, canonicalBody));
    }
}
