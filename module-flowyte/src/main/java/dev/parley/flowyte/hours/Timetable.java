package dev.parley.flowyte.hours;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Which windows begin on which date, on the calendar and the clock on the wall: what instants those are is not decided here. */
final class Timetable {

    /** All dates there are, in order. */
    private final List<Stretch> stretches;

    private Timetable(List<Stretch> stretches) {
        this.stretches = List.copyOf(stretches);
    }

    /**
     * Reads hours that follow {@link HoursRules}.
     *
     * @param weekly what is not an object is open around the clock
     */
    static Timetable of(JsonNode weekly, JsonNode holidays) {
        Week week = weekly.isObject() ? week(weekly) : Week.ALWAYS;
        List<HolidayDates> dates = new ArrayList<>();
        if (holidays.isArray()) {
            holidays.forEach(holiday -> dates.add(dates(holiday)));
        }
        dates.sort(Comparator.comparingLong(HolidayDates::first));

        List<Stretch> stretches = new ArrayList<>();
        long next = Long.MIN_VALUE;
        for (int i = 0; i < dates.size(); i++) {
            HolidayDates holiday = dates.get(i);
            if (next < holiday.first) {
                stretches.add(new Stretch(holiday.first - 1, week, /* cut= */ true));
            }
            next = holiday.last + 1;
            boolean cut = i + 1 < dates.size() && dates.get(i + 1).first == next;
            stretches.add(new Stretch(holiday.last, Week.everyDay(holiday.windows), cut));
        }
        stretches.add(new Stretch(Long.MAX_VALUE, week, /* cut= */ false));
        return new Timetable(stretches);
    }

    /** The place among {@link #stretches} of the one that a date is in. */
    int indexOf(long date) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stretches.get(middle).last() < date) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A stretch; the last one is endless. */
    Stretch stretch(int index) {
        return stretches.get(index);
    }

    /** The windows that begin on a date. */
    List<Window> windows(long date) {
        return stretch(indexOf(date)).windows(date);
    }

    private record HolidayDates(long first, long last, List<Window> windows) {}

    /** The dates of a holiday; that they can be read is one of the rules. */
    private static HolidayDates dates(JsonNode holiday) {
        LocalDate first = Objects.requireNonNull(WireText.date(WireText.text(holiday, "date")));
        LocalDate last = WireText.date(WireText.text(holiday, "endDate"));
        return new HolidayDates(
                first.toEpochDay(),
                (last == null ? first : last).toEpochDay(),
                holiday.path("closed").booleanValue() ? List.of() : ranges(holiday));
    }

    private static Week week(JsonNode weekly) {
        return new Week(
                WireText.DAYS.stream().map(day -> windows(weekly.path(day))).toList());
    }

    private static List<Window> windows(JsonNode day) {
        if (day.path("closed").booleanValue()) {
            return List.of();
        }
        return day.path("alwaysOpen").booleanValue() ? List.of(Window.WHOLE_DATE) : ranges(day);
    }

    private static List<Window> ranges(JsonNode hours) {
        List<Window> windows = new ArrayList<>();
        if (hours.path("ranges").isArray()) {
            for (JsonNode range : hours.path("ranges")) {
                windows.add(Window.of(
                        Objects.requireNonNull(WireText.start(range)), Objects.requireNonNull(WireText.end(range))));
            }
        }
        return List.copyOf(windows);
    }
}
