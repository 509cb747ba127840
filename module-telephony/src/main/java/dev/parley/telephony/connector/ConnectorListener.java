package dev.parley.telephony.connector;

import dev.parley.core.revision.AgentListener;
import dev.parley.core.revision.Branch;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;

/** Follows what happens to agents. The numbers themselves are given up by the core's registry. */
@Singleton
final class ConnectorListener implements AgentListener {

    private final ConnectorStore connectors;

    ConnectorListener(ConnectorStore connectors) {
        this.connectors = connectors;
    }

    @Override
    public void agentDeleting(Write write, String agentId) {
        connectors.deleteAll(write.caller().workspaceId(), agentId);
    }

    /** A variant that is gone from main is assigned to no connector, also while an older deployment still has it. */
    @Override
    public void documentDeleted(Write write, String agentId, String branchId, DocumentKey key) {
        if (branchId.equals(Branch.MAIN) && key.kind().equals(Variants.KIND)) {
            connectors.clearVariant(write.caller().workspaceId(), agentId, key.id());
        }
    }
}
