package dev.parley.realtimeconfig.page;

import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;

/** The two documents of a page: its schema and its variables. */
public final class PageKind implements ResourceKind {

    static final String NAME = "config-page";

    /** The JSON Schema of the page. */
    static final DocumentKey SCHEMA = new DocumentKey(NAME, "schema");

    /** The variables of the page. */
    static final DocumentKey VARIABLES = new DocumentKey(NAME, "variables");

    @Override
    public String name() {
        return NAME;
    }
}
