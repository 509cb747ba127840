package dev.parley.flowyte.hours;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the spans from a date onward, in order, each as long as it can be: what touches or overlaps is one span. It looks at
 * dates one by one, but goes over those of a holiday or a week at once where nothing changes: at most about ten dates for each
 * holiday that it passes.
 */
final class SpanWalk {

    /**
     * How many dates after the last holiday it looks at. The weekly hours come round every seven; the clock can jump over a window,
     * but not four weeks running.
     */
    private static final int HORIZON = 5 * 7;

    private final Timetable timetable;
    private final WallClock clock;

    private int index;
    private Stretch stretch;
    private long date;
    /** The first date of the stretch that was looked at. */
    private long since;

    private List<Window> windows;
    private int window;
    private @Nullable Span current;
    private boolean ended;

    SpanWalk(Timetable timetable, WallClock clock, long date) {
        this.timetable = timetable;
        this.clock = clock;
        this.index = timetable.indexOf(date);
        this.stretch = timetable.stretch(index);
        this.date = date;
        this.since = date;
        this.windows = stretch.windows(date);
    }

    /** The next span, of which the first may have begun earlier than it says; null when there are no more. */
    @Nullable
    Span next() {
        while (!ended) {
            while (window < windows.size()) {
                Span span = clock.span(date, windows.get(window++));
                if (span.isEmpty()) {
                    continue;
                }
                Span before = current;
                if (before == null) {
                    current = span;
                } else if (span.opening() <= before.closing()) {
                    current = before.until(span.closing());
                } else {
                    current = span;
                    return before;
                }
            }
            advance();
        }
        Span last = current;
        current = null;
        return last;
    }

    private void advance() {
        Span span = current;
        long next = date + 1;
        if (stretch.week().empty()) {
            next = stretch.endless() ? Long.MAX_VALUE : stretch.last() + 1;
        } else if (stretch.week().full() && span != null && date > since) {
            // Two dates of the stretch were looked at, of which the clock cannot have skipped both: so the span is one
            // of theirs, and
            // it goes on until the end of the stretch.
            if (stretch.endless()) {
                current = span.until(Span.NEVER);
                next = Long.MAX_VALUE;
            } else if (stretch.last() - 1 > next) {
                current = span.until(clock.closing(stretch.last(), 0));
                next = stretch.last() - 1;
            }
        }
        if (stretch.endless() && next > since + HORIZON) {
            ended = true;
            return;
        }
        if (next > stretch.last()) {
            index++;
            stretch = timetable.stretch(index);
            since = next;
        }
        date = next;
        windows = stretch.windows(date);
        window = 0;
    }
}
