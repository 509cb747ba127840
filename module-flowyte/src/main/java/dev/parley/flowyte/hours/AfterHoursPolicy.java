package dev.parley.flowyte.hours;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is in force while an agent is closed.
 *
 * @param message what callers are told, with {@link #NEXT_OPEN} as it was written; null when nothing is to be said
 * @param allowHumanTransfer whether a caller may still be handed to a person
 * @param number where such a call goes; null for the usual destination of a handoff
 * @param emergencyNumber where an emergency goes; null when there is no such place
 */
public record AfterHoursPolicy(
        @Nullable String message,
        boolean allowHumanTransfer,
        @Nullable String number,
        @Nullable String emergencyNumber) {

    /** Stands for the next opening in the message. */
    public static final String NEXT_OPEN = "{next_open}";

    private static final DateTimeFormatter SPOKEN = DateTimeFormatter.ofPattern("EEEE, MMMM d 'at' h:mm a", Locale.US);

    /** Reads {@link AfterHours}; absent members, and an absent block, are the defaults. Empty texts count as absent. */
    static AfterHoursPolicy of(JsonNode afterHours) {
        return new AfterHoursPolicy(
                WireText.text(afterHours, "message"),
                afterHours.path("allowHumanTransfer").booleanValue(),
                WireText.text(afterHours, "number"),
                WireText.text(afterHours, "emergencyNumber"));
    }

    /**
     * The message with the next opening in plain English, such as {@code Monday, November 30 at 9:00 AM}.
     *
     * @param nextOpening in the zone in which it is to be told; null when there is none, which is told as "later"
     * @return null when there is no message
     */
    public @Nullable String messageFor(@Nullable OffsetDateTime nextOpening) {
        return message == null
                ? null
                : message.replace(NEXT_OPEN, nextOpening == null ? "later" : SPOKEN.format(nextOpening));
    }
}
