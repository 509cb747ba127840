package dev.parley.flowyte.hours;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Whether an agent is open at an instant, and when that changes. All times are in the time zone of the hours, with the offset that
 * holds there at that time.
 *
 * @param open whether it is open
 * @param configured whether there are hours; without, it is always open
 * @param localTime the instant in the time zone; null when none is set
 * @param timezone the IANA name of the time zone; null when none is set
 * @param nextOpening when it opens next: while closed, the end of the closed time; while open, the first opening after the next
 *     closing. Null when it never opens again
 * @param nextClosing when it closes next: while open, the end of the open time; while closed, the first closing after the next
 *     opening. Null when it never closes again
 */
public record HoursStatus(
        boolean open,
        boolean configured,
        @Nullable OffsetDateTime localTime,
        @Nullable String timezone,
        @Nullable OffsetDateTime nextOpening,
        @Nullable OffsetDateTime nextClosing) {}
