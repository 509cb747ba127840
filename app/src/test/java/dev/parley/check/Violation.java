package dev.parley.check;

/**
 * A history that no order explains.
 *
 * @param kind what would explain it, if it were allowed
 * @param text the shortest beginning of the history that no order explains, as far as a reader needs it
 */
record Violation(Kind kind, String text) {

    /** What went wrong. */
    enum Kind {
        /** A write went through although the document no longer was what its {@code If-Match} says. */
        STALE_WRITE,
        /** A write that was sent several times under one {@code Idempotency-Key} acted several times. */
        DUPLICATE,
        /** A read was answered with what had been replaced, and later ones were not. */
        STALE_READ,
        /** A write that was acknowledged left no trace. */
        LOST_WRITE,
        /** None of these alone, such as a value that nobody wrote. */
        UNEXPLAINED
    }

    @Override
    public String toString() {
        return kind + ": " + text;
    }
}
