package dev.parley.core.revision;

import dev.parley.core.spi.DocumentKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A branch that is locked for the rest of the running transaction: nobody else changes it until then. It is good for one change. */
public final class HeldBranch {

    private final Branch branch;
    private final ContentDigest digest;
    private final Instant at;
    private final Map<DocumentKey, Optional<Entry>> read;
    private boolean isChanged;

    HeldBranch(Branch branch, ContentDigest digest, Instant at, Map<DocumentKey, Optional<Entry>> read) {
        this.branch = branch;
        this.digest = digest;
        this.at = at;
        this.read = read;
    }

    /** The branch as it is since it is locked, and before it is changed. */
    public Branch branch() {
        return branch;
    }

    /** The digest of its content. */
    ContentDigest digest() {
        return digest;
    }

    /** The moment of what is done to it now: that of the write, but always after its last change. */
    Instant at() {
        return at;
    }

    /** What was read of it when it was locked, and what it holds there. */
    Map<DocumentKey, Optional<Entry>> read() {
        return read;
    }

    /**
     * Notes that it is changed.
     *
     * @throws IllegalStateException when it was before: what is known of it here is no longer true
     */
    void beginChange() {
        if (isChanged) {
            throw new IllegalStateException("A held branch is good for one change");
        }
        isChanged = true;
    }
}
