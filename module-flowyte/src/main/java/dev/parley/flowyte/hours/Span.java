package dev.parley.flowyte.hours;

/**
 * A time during which it is open.
 *
 * @param opening its first second since the epoch
 * @param closing the second after its last; {@link #NEVER} when it has no end
 */
record Span(long opening, long closing) {

    /** The closing of what is open forever. */
    static final long NEVER = Long.MAX_VALUE;

    boolean isEmpty() {
        return closing <= opening;
    }

    boolean contains(long second) {
        return opening <= second && second < closing;
    }

    /** The same, open at least until a second. */
    Span until(long second) {
        return second > closing ? new Span(opening, second) : this;
    }
}
