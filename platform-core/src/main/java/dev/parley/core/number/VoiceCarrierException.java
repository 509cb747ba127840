package dev.parley.core.number;

/** A carrier did not do what it was asked, or it is not known whether it did. The message is for the log and never reaches a caller. */
public final class VoiceCarrierException extends RuntimeException {
    public VoiceCarrierException(String message) {
        super(message);
    }

    public VoiceCarrierException(String message, Throwable cause) {
        super(message, cause);
    }
}
