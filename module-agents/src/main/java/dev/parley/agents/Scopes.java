package dev.parley.agents;

import dev.parley.core.spi.Scope;
import java.util.List;

/** The scopes that the operations of this module demand. */
public final class Scopes {

    /** Read agents and what is in them. */
    public static final String AGENTS_READ = "agents:read";

    /** Create, change and delete agents and what is in them. */
    public static final String AGENTS_WRITE = "agents:write";

    /** Publish, promote, roll back. */
    public static final String DEPLOYMENTS_WRITE = "deployments:write";

    /** All of them. */
    public static final List<Scope> ALL = List.of(
            new Scope(AGENTS_READ, "Read agents, branches, behavior, topics, variants and deployments"),
            new Scope(AGENTS_WRITE, "Create, change, merge, duplicate and delete agents and what is in them"),
            new Scope(DEPLOYMENTS_WRITE, "Publish, promote and roll back"));

    private Scopes() {}
}
