package dev.parley.flowyte.hours;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer by definition, for comparison: it goes from minute to minute, looks at the calendar and the clock on the wall, and asks
 * of each window whether that clock has shown its start and has yet to show a time before its end. It knows nothing of offsets,
 * transitions and spans; that the clock is put forward or back is merely something it sees. What comes next it finds by going on
 * until the answer changes.
 */
final class WallClockOracle {

    /** Where a change is that lies beyond the period. */
    static final int BEYOND = Integer.MAX_VALUE;

    private static final int DAY = 24 * 60;

    private final WallClockReadings clock;
    private final @Nullable JsonNode weekly;
    private final Map<LocalDate, JsonNode> holidays = new HashMap<>();
    private final Map<Integer, int[][]> windows = new HashMap<>();

    private final boolean[] open;
    private final int[] nextChange;

    private boolean cutByHoliday;

    WallClockOracle(JsonNode hours, WallClockReadings clock) {
        this.clock = clock;
        this.weekly = hours.get("weekly");
        for (JsonNode holiday : hours.path("holidays")) {
            LocalDate date = LocalDate.parse(holiday.get("date").textValue());
            String endDate = holiday.path("endDate").asText("");
            LocalDate last = endDate.isEmpty() ? date : LocalDate.parse(endDate);
            while (!date.isAfter(last)) {
                holidays.put(date, holiday);
                date = date.plusDays(1);
            }
        }
        this.open = new boolean[clock.minutes];
        this.nextChange = new int[clock.minutes];
        for (int i = 0; i < clock.minutes; i++) {
            open[i] = look(clock.earliestFromNow(i), clock.latestSoFar(i));
        }
        for (int i = clock.minutes - 1; i >= 0; i--) {
            boolean last = i == clock.minutes - 1;
            nextChange[i] = last ? BEYOND : open[i] == open[i + 1] ? nextChange[i + 1] : i + 1;
        }
    }

    boolean open(int minute) {
        return open[minute];
    }

    /** The minute at which the answer is another; {@link #BEYOND} when not in the period. */
    int nextChange(int minute) {
        return nextChange[minute];
    }

    int nextClosing(int minute) {
        return open[minute] ? nextChange(minute) : changeAfterNext(minute);
    }

    int nextOpening(int minute) {
        return open[minute] ? changeAfterNext(minute) : nextChange(minute);
    }

    private int changeAfterNext(int minute) {
        int next = nextChange(minute);
        return next == BEYOND ? BEYOND : nextChange(next);
    }

    /** The holiday of a date; null for an ordinary one. */
    @Nullable
    JsonNode holiday(LocalDate date) {
        return holidays.get(date);
    }

    /** Whether some range of the period was cut at midnight because of a holiday. */
    boolean cutByHoliday() {
        return cutByHoliday;
    }

    /** The windows that begin on a date, each the time at which it starts and the time at which it ends. */
    int[][] windows(LocalDate date) {
        int midnight = WallClockReadings.minute(date.atStartOfDay());
        JsonNode holiday = holiday(date);
        JsonNode hours = holiday != null ? holiday : day(date);
        List<int[]> result = new ArrayList<>();
        if (hours == null || hours.path("closed").asBoolean()) {
            return new int[0][];
        }
        if (holiday == null && hours.path("alwaysOpen").asBoolean()) {
            return new int[][] {{midnight, midnight + DAY}};
        }
        for (JsonNode range : hours.path("ranges")) {
            int start =
                    midnight + LocalTime.parse(range.get("start").textValue()).toSecondOfDay() / 60;
            String endText = range.get("end").textValue();
            int end = midnight
                    + (endText.equals("24:00") ? DAY : LocalTime.parse(endText).toSecondOfDay() / 60);
            if (end <= start) {
                end += DAY;
                JsonNode tomorrow = holiday(date.plusDays(1));
                if (tomorrow != null && !tomorrow.equals(holiday) && end > midnight + DAY) {
                    end = midnight + DAY;
                    cutByHoliday = true;
                }
            }
            result.add(new int[] {start, end});
        }
        return result.toArray(int[][]::new);
    }

    private @Nullable JsonNode day(LocalDate date) {
        if (weekly == null) {
            return ALWAYS;
        }
        return weekly.get(date.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT));
    }

    private static final JsonNode ALWAYS = StrictJson.NODES.objectNode().put("alwaysOpen", true);

    private boolean look(int earliestFromNow, int latestSoFar) {
        int firstDay = Math.floorDiv(earliestFromNow, DAY) - 1;
        int lastDay = Math.floorDiv(latestSoFar, DAY);
        for (int day = firstDay; day <= lastDay; day++) {
            for (int[] window : windows.computeIfAbsent(day, it -> windows(LocalDate.ofEpochDay(it)))) {
                boolean started = window[0] <= latestSoFar;
                boolean ended = window[1] <= earliestFromNow;
                if (started && !ended) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The date that the clock shows. */
    LocalDate date(int minute) {
        return LocalDate.ofEpochDay(Math.floorDiv(clock.shown(minute), DAY));
    }

    /** A minute in words. */
    String words(int minute) {
        Instant instant = clock.instant(minute);
        return LocalDateTime.ofInstant(instant, clock.zone) + " (" + instant + ")";
    }
}
