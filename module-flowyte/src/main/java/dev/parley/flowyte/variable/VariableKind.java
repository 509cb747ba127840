package dev.parley.flowyte.variable;

import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;

/** Annotations of variables in the store, each under the name of its variable: {@code note} and {@code type}. */
public final class VariableKind implements ResourceKind {

    /** The name of the kind. */
    public static final String NAME = "flowyte-variable";

    static DocumentKey key(String variable) {
        return new DocumentKey(NAME, variable);
    }

    @Override
    public String name() {
        return NAME;
    }
}
