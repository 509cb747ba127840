package dev.parley.realtimeconfig;

import dev.parley.core.spi.Scope;
import java.util.List;

/** The scopes that the operations of this module demand. */
public final class Scopes {

    /** Read config pages, their history and what is scheduled, and follow them. */
    public static final String READ = "real-time-configs:read";

    /** Change config pages, now or at a moment. */
    public static final String WRITE = "real-time-configs:write";

    /** All of them. */
    public static final List<Scope> ALL = List.of(
            new Scope(READ, "Read config pages, their history and what is scheduled, and follow them"),
            new Scope(WRITE, "Change config pages, now or at a moment"));

    private Scopes() {}
}
