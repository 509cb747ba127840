package dev.parley.flowyte.hours;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The clock on a wall of a time zone: when it first shows a time, and when it has shown what is before a time for good. */
final class WallClock {

    private static final int MINUTE = 60;

    private final ZoneRules rules;

    WallClock(ZoneRules rules) {
        this.rules = rules;
    }

    /** The minute that it shows, counted from its 1970-01-01T00:00. */
    long minute(long second) {
        return Math.floorDiv(
                second + rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds(), (long) MINUTE);
    }

    /** Whether it shows the time that it shows at two instants. */
    boolean repeats(long second) {
        ZoneOffset offset = rules.getOffset(Instant.ofEpochSecond(second));
        return rules.getTransition(LocalDateTime.ofEpochSecond(second, 0, offset)) != null;
    }

    /**
     * The time during which a window of a date is open.
     *
     * @return an empty span when the clock jumps over the whole window
     */
    Span span(long date, Window window) {
        return new Span(opening(date, window.start()), closing(date, window.end()));
    }

    /** The first second at which it shows a time or one after it. So the first of two, and the end of a gap. */
    private long opening(long date, int minute) {
        LocalDateTime time = time(date, minute);
        ZoneOffsetTransition transition = rules.getTransition(time);
        if (transition == null) {
            return time.toEpochSecond(rules.getOffset(time));
        }
        return transition.isGap() ? transition.toEpochSecond() : time.toEpochSecond(transition.getOffsetBefore());
    }

    /**
     * The first second from which on it never again shows an earlier time. So the second of two, and the end of a gap. But when the
     * clock is put back to this very time, it is the first of the two: what comes after shows nothing earlier.
     */
    long closing(long date, int minute) {
        LocalDateTime time = time(date, minute);
        ZoneOffsetTransition transition = rules.getTransition(time);
        if (transition == null) {
            return time.toEpochSecond(rules.getOffset(time));
        }
        if (transition.isGap()) {
            return transition.toEpochSecond();
        }
        boolean putBackToThis = time.equals(transition.getDateTimeAfter());
        return time.toEpochSecond(putBackToThis ? transition.getOffsetBefore() : transition.getOffsetAfter());
    }

    private static LocalDateTime time(long date, int minute) {
        return LocalDateTime.ofEpochSecond((date * Window.DAY + minute) * MINUTE, 0, ZoneOffset.UTC);
    }
}
