package dev.parley.flowyte.hours;

/**
 * An open window of one date, in minutes of the clock on the wall from that date's midnight.
 *
 * @param start 0 to 1439
 * @param end exclusive, after the start and at most a day after it; more than {@link #DAY} in the next date
 */
record Window(int start, int end) {

    /** The minutes of a date. */
    static final int DAY = 24 * 60;

    /** A whole date. */
    static final Window WHOLE_DATE = new Window(0, DAY);

    /**
     * The window of a range.
     *
     * @param start the minute of the day
     * @param end the minute of the day; not after the start for a window that closes on the next date
     */
    static Window of(int start, int end) {
        return new Window(start, end > start ? end : end + DAY);
    }

    /** What lies on the date itself. */
    Window withoutNextDate() {
        return end > DAY ? new Window(start, DAY) : this;
    }
}
