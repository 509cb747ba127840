package dev.parley.flowyte.hours;

import java.util.Collections;
import java.util.List;

/** The windows of each day of the week. */
final class Week {

    /** Open around the clock. */
    static final Week ALWAYS = everyDay(List.of(Window.WHOLE_DATE));

    private static final int DAYS = 7;
    /** 1970-01-01, day 0, was a Thursday; the days here count from Monday. */
    private static final int DAY_OF_EPOCH = 3;

    private final List<List<Window>> days;
    private final boolean empty;
    private final boolean full;

    /**
     * @param days from Monday; the windows of each day in the order of their starts
     */
    Week(List<List<Window>> days) {
        this.days = List.copyOf(days);
        this.empty = days.stream().allMatch(List::isEmpty);
        this.full = isFull(days);
    }

    static Week everyDay(List<Window> windows) {
        return new Week(Collections.nCopies(DAYS, windows));
    }

    /** The windows that begin on a date. */
    List<Window> windows(long epochDay) {
        return days.get((int) Math.floorMod(epochDay + DAY_OF_EPOCH, (long) DAYS));
    }

    /** Whether it is never open. */
    boolean empty() {
        return empty;
    }

    /** Whether every minute is in some window, once week has followed on week. */
    boolean full() {
        return full;
    }

    private static boolean isFull(List<List<Window>> days) {
        int reached = 0;
        for (int day = -1; day < DAYS; day++) {
            for (Window window : days.get(Math.floorMod(day, DAYS))) {
                if (day * Window.DAY + window.start() <= reached) {
                    reached = Math.max(reached, day * Window.DAY + window.end());
                }
            }
        }
        return reached >= DAYS * Window.DAY;
    }
}
