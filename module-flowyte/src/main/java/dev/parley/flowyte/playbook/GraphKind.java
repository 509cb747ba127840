package dev.parley.flowyte.playbook;

import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;

/** The graphs of playbooks in the store, each under the id of its playbook: {@code nodes} and {@code connections}. */
public final class GraphKind implements ResourceKind {

    /** The name of the kind. */
    public static final String NAME = "flowyte-graph";

    /** The document of a playbook's graph. */
    public static DocumentKey key(String playbookId) {
        return new DocumentKey(NAME, playbookId);
    }

    @Override
    public String name() {
        return NAME;
    }
}
