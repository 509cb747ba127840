package dev.parley.telephony;

import dev.parley.core.testing.TestKinds;

/** The documents of agents that connectors refer to, in place of the module that has them. */
public final class VariantKinds extends TestKinds {

    public VariantKinds() {
        super("variant");
    }
}
