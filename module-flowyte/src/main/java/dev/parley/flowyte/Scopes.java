package dev.parley.flowyte;

import dev.parley.core.spi.Scope;
import java.util.List;

/** The scopes that the operations of this module demand. */
public final class Scopes {

    /** Read agents, their versions and their business hours. */
    public static final String AGENTS_READ = "agents:read";

    /** Create, change, publish, roll back and delete agents. */
    public static final String AGENTS_WRITE = "agents:write";

    /** Read skills and their types. */
    public static final String SKILLS_READ = "skills:read";

    /** Create, change and delete skills. */
    public static final String SKILLS_WRITE = "skills:write";

    /** Read playbooks, their graphs and variables. */
    public static final String PLAYBOOKS_READ = "playbooks:read";

    /** Create, change and delete playbooks, and annotate variables. */
    public static final String PLAYBOOKS_WRITE = "playbooks:write";

    /** Read guardrail policies and caller verification. */
    public static final String GUARDRAILS_READ = "guardrails:read";

    /** Replace guardrail policies and caller verification. */
    public static final String GUARDRAILS_WRITE = "guardrails:write";

    /** List, create and revoke keys. */
    public static final String KEYS_WRITE = "keys:write";

    /** All of them. */
    public static final List<Scope> ALL = List.of(
            new Scope(AGENTS_READ, "Read agents, their versions and their business hours"),
            new Scope(AGENTS_WRITE, "Create, change, publish, roll back and delete agents"),
            new Scope(SKILLS_READ, "Read skills and their types"),
            new Scope(SKILLS_WRITE, "Create, change and delete skills"),
            new Scope(PLAYBOOKS_READ, "Read playbooks, their graphs and variables"),
            new Scope(PLAYBOOKS_WRITE, "Create, change and delete playbooks, and annotate variables"),
            new Scope(GUARDRAILS_READ, "Read guardrail policies and caller verification"),
            new Scope(GUARDRAILS_WRITE, "Replace guardrail policies and caller verification"),
            new Scope(KEYS_WRITE, "List, create and revoke keys"));

    private Scopes() {}
}
