package dev.parley.flowyte.guardrail;

import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;

/** The lists of guardrails in the store, each a document with {@code items}. */
public final class GuardrailKind implements ResourceKind {

    /** The name of the kind. */
    public static final String NAME = "flowyte-guardrails";

    /** What holds whatever a model says. */
    public static final DocumentKey POLICIES = new DocumentKey(NAME, "policies");

    /** How callers are verified. */
    public static final DocumentKey VERIFICATION = new DocumentKey(NAME, "caller-verification");

    @Override
    public String name() {
        return NAME;
    }
}
