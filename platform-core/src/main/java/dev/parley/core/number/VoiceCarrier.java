package dev.parley.core.number;

import java.util.Optional;

/**
 * The voice infrastructure that brings the calls of phone numbers. A bean that implements it takes the place of the embedded one, which
 * needs no infrastructure and carries every number.
 *
 * <p>The platform binds a number under a name of the platform's making, a new one for each binding. All operations can be repeated: the
 * platform asks again whenever it cannot know whether a call has acted, also after it was restarted. They run outside of any
 * transaction, on the platform's executor, and may take seconds; one that does not come to its end within {@code
 * parley.carrier.patience} (30 seconds by default) must have thrown by then and act no more. Whatever it throws counts as a failure of
 * the carrier.
 */
public interface VoiceCarrier {

    /**
     * Brings the calls of a number here from now on. A binding that the number had here before is replaced.
     *
     * @param number E.164, with the plus
     * @param binding the name of the binding, at most 36 characters
     * @throws VoiceCarrierException when the number cannot be bound, or when it is not known whether it was
     */
    void bind(String number, String binding);

    /**
     * Ends a binding. Nothing happens when the number is not bound, or bound under another name.
     *
     * @throws VoiceCarrierException when the binding could not be ended, or when it is not known whether it was
     */
    void release(String number, String binding);

    /**
     * The name of the binding under which the calls of a number come here; empty when they do not.
     *
     * @throws VoiceCarrierException when it cannot tell
     */
    Optional<String> lookUp(String number);
}
