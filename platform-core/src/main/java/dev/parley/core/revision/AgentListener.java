package dev.parley.core.revision;

import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;

/**
 * Wants to know what happens to agents while it happens: runs inside the writing transaction, so that what a listener changes is
 * committed with it or not at all. Any number of beans may implement it; an exception undoes the whole write.
 */
public interface AgentListener {

    /** An agent and everything in it is about to be deleted. */
    default void agentDeleting(Write write, Space agent) {}

    /**
     * A document was deleted on a branch, be it by a call, a merge or a rollback.
     *
     * @param branch the branch, as it was looked up before the change
     * @param key the document
     */
    default void documentDeleted(Write write, Branch branch, DocumentKey key) {}
}
