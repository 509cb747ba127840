package dev.parley.telephony;

import dev.parley.core.spi.Scope;
import java.util.List;

/** The scopes that the operations of this module demand. */
public final class Scopes {

    /** Read connectors and phone numbers. */
    public static final String TELEPHONY_READ = "telephony:read";

    /** Import, assign and delete phone numbers; change and delete connectors. */
    public static final String TELEPHONY_WRITE = "telephony:write";

    /** All of them. */
    public static final List<Scope> ALL = List.of(
            new Scope(TELEPHONY_READ, "Read connectors and phone numbers"),
            new Scope(TELEPHONY_WRITE, "Import, assign and delete phone numbers; change, move and delete connectors"));

    private Scopes() {}
}
