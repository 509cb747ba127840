package dev.parley.core.revision;

import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;

/**
 * Wants to know what happens to agents while it happens: runs inside the writing transaction, so that what a listener changes is
 * committed with it or not at all. Any number of beans may implement it; an exception undoes the whole write. A host whose agents live
 * elsewhere calls the listeners itself.
 */
public interface AgentListener {

    /**
     * An agent of the writer's workspace and everything in it is about to be deleted. Main is locked.
     *
     * @param agentId the agent's public id
     */
    default void agentDeleting(Write write, String agentId) {}

    /**
     * A document of an agent of the writer's workspace was deleted on a branch, be it by a call, a merge or a rollback.
     *
     * @param agentId the agent's public id
     * @param branchId the branch's public id
     * @param key the document
     */
    default void documentDeleted(Write write, String agentId, String branchId, DocumentKey key) {}
}
