package dev.parley.flowyte.hours;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * What the clock on the wall shows at every minute of a period, noted by looking at it. Times are minutes of the clock since its
 * 1970-01-01T00:00.
 */
final class WallClockReadings {

    /** How much longer than the period the clock is watched at either end, so that no putting back is missed there. */
    private static final int MARGIN = 2 * 24 * 60;

    final ZoneId zone;
    final Instant begin;
    final int minutes;

    private final int[] shown;
    private final int[] latestSoFar;
    private final int[] earliestFromNow;

    WallClockReadings(ZoneId zone, Instant begin, int minutes) {
        this.zone = zone;
        this.begin = begin;
        this.minutes = minutes;
        int watched = minutes + 2 * MARGIN;
        this.shown = new int[watched];
        this.latestSoFar = new int[watched];
        this.earliestFromNow = new int[watched];
        Instant first = begin.minus(MARGIN, ChronoUnit.MINUTES);
        for (int i = 0; i < watched; i++) {
            shown[i] = minute(LocalDateTime.ofInstant(first.plusSeconds(60L * i), zone));
            latestSoFar[i] = i == 0 ? shown[i] : Math.max(shown[i], latestSoFar[i - 1]);
        }
        for (int i = watched - 1; i >= 0; i--) {
            earliestFromNow[i] = i == watched - 1 ? shown[i] : Math.min(shown[i], earliestFromNow[i + 1]);
        }
    }

    static int minute(LocalDateTime time) {
        return Math.toIntExact(Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), 60L));
    }

    Instant instant(int minute) {
        return begin.plusSeconds(60L * minute);
    }

    /** What it shows at a minute of the period. */
    int shown(int minute) {
        return shown[MARGIN + minute];
    }

    /** The latest time that it has shown until a minute of the period, that minute's included. */
    int latestSoFar(int minute) {
        return latestSoFar[MARGIN + minute];
    }

    /** The earliest time that it shows from a minute of the period on, that minute's included. */
    int earliestFromNow(int minute) {
        return earliestFromNow[MARGIN + minute];
    }
}
