package dev.parley.flowyte.hours;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.FieldError;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an agent is open at an instant. Immutable: read once, asked often.
 *
 * <h2>Which hours a date has</h2>
 *
 * <ul>
 *   <li>Without {@code weekly} and without holidays nothing is configured: it is always open, and nothing is ever next. A time zone
 *       or {@code afterHours} alone change nothing about that.
 *   <li>With {@code weekly}, even an empty one, a day that is missing is closed, as is one without ranges. {@code closed} beats
 *       {@code alwaysOpen}, which beats ranges. With holidays but no {@code weekly}, it is open around the clock on all other dates.
 *   <li>A date of a holiday has that holiday's hours and nothing else. A holiday without ranges is closed, whether or not it says so.
 *   <li>A range whose end is not after its start runs into the next date, there up to its end; with both equal that is a whole day.
 *       At midnight it is cut when the next date belongs to a holiday, unless to the same one. So the evening before a closed
 *       holiday ends at midnight, and the last night of a holiday may run into an ordinary day.
 *   <li>What touches or overlaps is one open time: the end of Monday is no closing when Tuesday opens at midnight.
 * </ul>
 *
 * <h2>Which instants those are</h2>
 *
 * The clock on the wall decides. A window is open from the first moment at which that clock shows its start or a later time, until
 * the last moment at which it shows a time before its end. Therefore,
 *
 * <ul>
 *   <li>when the clock is put forward, a time that it jumps over is the moment of the jump; a window that lies in the gap does not
 *       exist, and neither does a date that is skipped whole;
 *   <li>when it is put back, an opening in the repeated hour is the first of the two and a closing the second, with everything open
 *       in between: nobody closes at 1:30, to open again half an hour later because it is 1:00 once more. A closing at exactly the
 *       time to which the clock is put back is the first one, because its hour is not repeated.
 * </ul>
 *
 * In a zone that puts the clock back across midnight (none has since 2010) an open time that meets the repeated hour spans it, even
 * where the clock shows the date of a holiday for that hour.
 */
public final class OpeningHours {

    private final @Nullable ZoneId zone;
    /** Null when nothing is configured. */
    private final @Nullable Schedule schedule;

    private final AfterHoursPolicy afterHours;

    private OpeningHours(@Nullable ZoneId zone, @Nullable Schedule schedule, AfterHoursPolicy afterHours) {
        this.zone = zone;
        this.schedule = schedule;
        this.afterHours = afterHours;
    }

    /**
     * Reads {@link BusinessHours}.
     *
     * @param businessHours what is not an object is not configured
     * @throws IllegalArgumentException when the hours have {@link HoursRules#violations}
     */
    public static OpeningHours of(JsonNode businessHours) {
        List<FieldError> violations = HoursRules.violations(businessHours, "");
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException("Business hours break the rules: " + violations);
        }
        String timezone = WireText.text(businessHours, "timezone");
        ZoneId zone = timezone == null ? null : ZoneId.of(timezone);
        JsonNode weekly = businessHours.path("weekly");
        JsonNode holidays = businessHours.path("holidays");
        boolean configured = weekly.isObject() || (holidays.isArray() && !holidays.isEmpty());
        return new OpeningHours(
                zone,
                zone != null && configured
                        ? new Schedule(Timetable.of(weekly, holidays), new WallClock(zone.getRules()))
                        : null,
                AfterHoursPolicy.of(businessHours.path("afterHours")));
    }

    /** Whether there are hours; without, it is always open. */
    public boolean configured() {
        return schedule != null;
    }

    /** Whether it is open. Costs less than {@link #at}. */
    public boolean isOpen(Instant instant) {
        return schedule == null || schedule.isOpen(instant.getEpochSecond());
    }

    /** Whether it is open, and when that changes, however far away that is. */
    public HoursStatus at(Instant instant) {
        OffsetDateTime localTime = zone == null ? null : instant.atZone(zone).toOffsetDateTime();
        String timezone = zone == null ? null : zone.getId();
        if (schedule == null) {
            return new HoursStatus(
                    /* open= */ true,
                    /* configured= */ false,
                    localTime,
                    timezone,
                    /* nextOpening= */ null,
                    /* nextClosing= */ null);
        }
        long second = instant.getEpochSecond();
        SpanWalk walk = schedule.walk(second);
        Span span = walk.next();
        while (span != null && span.closing() <= second) {
            span = walk.next();
        }
        boolean open = span != null && span.contains(second);
        Span opening = open ? walk.next() : span;
        return new HoursStatus(
                open,
                /* configured= */ true,
                localTime,
                timezone,
                opening == null ? null : time(opening.opening()),
                span == null || span.closing() == Span.NEVER ? null : time(span.closing()));
    }

    /** What is in force while it is closed. */
    public AfterHoursPolicy afterHours() {
        return afterHours;
    }

    private @Nullable OffsetDateTime time(long second) {
        return zone == null ? null : Instant.ofEpochSecond(second).atZone(zone).toOffsetDateTime();
    }

    /** Hours that are configured. */
    private record Schedule(Timetable timetable, WallClock clock) {

        /**
         * How many dates before the one that the clock shows may have begun what is open: the one before it by a range that runs
         * overnight, and one more where the clock is put back across midnight.
         */
        private static final int BEFORE = 2;
        /** How many after it: where the clock is put back across midnight, it may have shown the next date already. */
        private static final int AFTER = 1;

        SpanWalk walk(long second) {
            return new SpanWalk(timetable, clock, Math.floorDiv(clock.minute(second), (long) Window.DAY) - BEFORE);
        }

        boolean isOpen(long second) {
            long minute = clock.minute(second);
            long date = Math.floorDiv(minute, (long) Window.DAY);
            if (!clock.repeats(second)) {
                // The clock has shown nothing later yet, and nothing earlier is to come: what it shows is all that
                // counts.
                return shows(date, minute) || shows(date - 1, minute);
            }
            for (long begun = date - BEFORE; begun <= date + AFTER; begun++) {
                for (Window window : timetable.windows(begun)) {
                    if (clock.span(begun, window).contains(second)) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Whether a minute of the clock is in a window of a date. */
        private boolean shows(long date, long minute) {
            long minuteOfDate = minute - date * Window.DAY;
            for (Window window : timetable.windows(date)) {
                if (window.start() <= minuteOfDate && minuteOfDate < window.end()) {
                    return true;
                }
            }
            return false;
        }
    }
}
