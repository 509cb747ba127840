package dev.parley.core.write;

import dev.parley.core.security.Caller;
import java.time.Instant;

/**
 * One write: everything that happens in one transaction, by one caller, at one moment.
 *
 * @param caller who writes
 * @param requestId the id of the request, for the audit
 * @param at the moment, in milliseconds; everything that the write makes carries it
 */
public record Write(Caller caller, String requestId, Instant at) {

    /** What stands as the creator of what the write makes. */
    public String by() {
        return caller.createdBy();
    }
}
