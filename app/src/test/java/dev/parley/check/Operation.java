package dev.parley.check;

import org.jspecify.annotations.Nullable;

/**
 * What one caller asked of a document and was told. It took effect, as a whole, at some moment between the two times; when its outcome is
 * not known, at any moment after the first, or never.
 *
 * @param request what was asked, for people
 * @param answer what was told, for people
 * @param invoked when it was asked, in nanoseconds of one clock
 * @param returned when it was told, or {@link #NEVER} when the outcome is not known
 * @param step what it did and saw
 * @param unchecked what it would have done if nobody had looked at its {@code If-Match}; null when it had none
 * @param isWrite whether it changes something
 * @param isRetried whether it was sent several times under one {@code Idempotency-Key}
 */
record Operation(
        String request,
        String answer,
        long invoked,
        long returned,
        Step step,
        @Nullable Step unchecked,
        boolean isWrite,
        boolean isRetried) {

    static final long NEVER = Long.MAX_VALUE;

    boolean isKnown() {
        return returned != NEVER;
    }

    /** The same operation, of which it is not known whether it took effect. */
    Operation unknown() {
        return new Operation(request, answer, invoked, NEVER, step, unchecked, isWrite, isRetried);
    }

    /** The same operation with another step. */
    Operation with(Step other) {
        return new Operation(request, answer, invoked, returned, other, unchecked, isWrite, isRetried);
    }
}
