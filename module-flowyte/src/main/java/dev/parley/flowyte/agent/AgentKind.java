package dev.parley.flowyte.agent;

import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;

/** The configuration of an agent in the store: one document, with the members that callers may change. */
public final class AgentKind implements ResourceKind {

    static final String NAME = "flowyte-agent";

    /** The only one of its kind on a branch. */
    public static final DocumentKey KEY = new DocumentKey(NAME, "agent");

    @Override
    public String name() {
        return NAME;
    }
}
