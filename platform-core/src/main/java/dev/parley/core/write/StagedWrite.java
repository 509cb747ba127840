package dev.parley.core.write;

import org.jspecify.annotations.Nullable;

/**
 * A write that needs something done outside of the store, such as a number bound at a carrier, which no transaction can wait for or take
 * back. The intent is committed first; then the outside is asked, with no transaction and no lock held; then the result is committed and
 * answered. Whoever prepares an intent also sees to those that are left behind when the process ends in between.
 *
 * @param <P> the intent, as it was committed
 * @param <T> what is answered
 */
public interface StagedWrite<P, T extends @Nullable Object> {

    /**
     * Commits the intent; runs in a transaction.
     *
     * @throws dev.parley.core.error.ApiException when a rule refuses it; nothing has changed then and no other stage runs
     */
    P prepare(Write write);

    /**
     * Does what is outside of the store; runs in no transaction.
     *
     * @throws dev.parley.core.error.ApiException when it cannot be done
     */
    void carryOut(P prepared);

    /**
     * Commits the result; runs in a transaction.
     *
     * @return what to answer, or null for an answer without a body
     * @throws dev.parley.core.error.ApiException when a rule refuses it by now
     */
    T finish(Write write, P prepared);

    /**
     * Takes back what was prepared and perhaps carried out, after {@link #carryOut} or {@link #finish} has thrown. Whether the result was
     * committed may not be known; what was committed is not taken back. It does not throw: what cannot be taken back now is left to be
     * settled later.
     */
    void undo(P prepared);
}
