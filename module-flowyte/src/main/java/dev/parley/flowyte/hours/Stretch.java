package dev.parley.flowyte.hours;

import java.util.List;

/** A run of dates whose hours come from one place: a holiday, or the weekly hours between two of them. */
final class Stretch {

    private final long last;
    private final Week week;
    private final List<Window> lastWindows;

    /**
     * @param last its last date, as an epoch day; {@link Long#MAX_VALUE} when it has none
     * @param cut whether the dates after it belong to a holiday, on which nothing of this stretch is open
     */
    Stretch(long last, Week week, boolean cut) {
        this.last = last;
        this.week = week;
        this.lastWindows =
                cut ? week.windows(last).stream().map(Window::withoutNextDate).toList() : week.windows(last);
    }

    long last() {
        return last;
    }

    boolean endless() {
        return last == Long.MAX_VALUE;
    }

    Week week() {
        return week;
    }

    /** The windows that begin on a date of the stretch, with as much of them as is open. */
    List<Window> windows(long date) {
        return date == last ? lastWindows : week.windows(date);
    }
}
