package dev.parley.flowyte.hours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.testing.Generated;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link OpeningHours} against {@link WallClockOracle}, which finds the answers another way. The long form is
 * {@code mvn -pl platform-core,module-flowyte test -Dtest=OpeningHoursOracleTest -Dparley.hours.schedules=100000
 * -Dsurefire.failIfNoSpecifiedTests=false}; {@code -Dparley.seed=} repeats a failure.
 *
 * <p>Failed when a start or an end in a gap was not the moment of the jump, when an opening was the second or a closing the first of
 * two, when a closing to which the clock is put back was the second, when a holiday did not cut the night before it, when equal start
 * and end were nothing, when spans that touch were not merged or the shorter of two ended both, when a missing day was open, when
 * {@code isOpen} did not look at the dates around, and when what is steady was gone over too far, not far enough or too soon. Only the
 * generated schedules failed when a holiday did not cut the night of another.
 */
final class OpeningHoursOracleTest {

    private static final String SCHEDULES = "parley.hours.schedules";
    private static final int USUAL_SCHEDULES = 1_000;

    private static final int DAY = 24 * 60;
    private static final int TWO_YEARS = 2 * 365 * DAY;

    /** How near to where something happens every minute is compared, in minutes. */
    private static final int NEAR = 3 * 60;

    private record Example(String name, String zone, String begin, String hours) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Example> examples() {
        return List.of(
                new Example(
                        "an office in Denver with a split shift and Thanksgiving",
                        "America/Denver",
                        "2025-01-01T00:00:00Z",
                        """
                        {"weekly": {
                           "mon": {"ranges": [{"start": "09:00", "end": "12:00"}, {"start": "13:00", "end": "17:30"}]},
                           "tue": {"ranges": [{"start": "09:00", "end": "17:30"}]},
                           "wed": {"ranges": [{"start": "09:00", "end": "17:30"}]},
                           "thu": {"ranges": [{"start": "09:00", "end": "17:30"}]},
                           "fri": {"ranges": [{"start": "09:00", "end": "15:00"}]},
                           "sat": {"closed": true}},
                         "holidays": [
                           {"date": "2025-11-27", "endDate": "2025-11-28", "closed": true},
                           {"date": "2025-12-24", "ranges": [{"start": "09:00", "end": "12:00"}]},
                           {"date": "2025-12-25", "closed": true},
                           {"date": "2026-11-26", "endDate": "2026-11-27", "closed": true}]}
                        """),
                new Example(
                        "a bar in Denver whose nights meet both clock changes",
                        "America/Denver",
                        "2025-01-01T00:00:00Z",
                        """
                        {"weekly": {
                           "thu": {"ranges": [{"start": "18:00", "end": "01:00"}]},
                           "fri": {"ranges": [{"start": "18:00", "end": "02:30"}]},
                           "sat": {"ranges": [{"start": "16:00", "end": "01:30"}]},
                           "sun": {"ranges": [{"start": "01:45", "end": "02:15"}, {"start": "16:00", "end": "23:00"}]}},
                         "holidays": [
                           {"date": "2025-10-31", "endDate": "2025-11-01", "ranges": [{"start": "12:00", "end": "01:30"}]},
                           {"date": "2026-03-07", "ranges": [{"start": "20:00", "end": "02:30"}]},
                           {"date": "2026-11-01", "ranges": [{"start": "01:00", "end": "02:00"}]}]}
                        """),
                new Example(
                        "around the clock in London but for Christmas", "Europe/London", "2025-01-01T00:00:00Z", """
                        {"holidays": [
                           {"date": "2025-12-25", "endDate": "2025-12-26", "closed": true},
                           {"date": "2026-10-25", "ranges": [{"start": "00:00", "end": "01:30"}]},
                           {"date": "2026-12-25"}]}
                        """),
                new Example(
                        "shifts in London that change over in the repeated hour",
                        "Europe/London",
                        "2025-01-01T00:00:00Z",
                        """
                        {"weekly": {
                           "sat": {"ranges": [{"start": "22:00", "end": "01:00"}]},
                           "sun": {"ranges": [{"start": "01:20", "end": "01:40"}, {"start": "01:50", "end": "04:00"},
                                              {"start": "04:00", "end": "24:00"}]},
                           "mon": {"ranges": [{"start": "00:00", "end": "00:30"}, {"start": "08:00", "end": "08:00"}]}}}
                        """),
                new Example(
                        "Kathmandu, when it went from 5:30 to 5:45 at midnight",
                        "Asia/Kathmandu",
                        "1985-01-01T00:00:00Z",
                        """
                        {"weekly": {
                           "sun": {"ranges": [{"start": "10:00", "end": "17:00"}]},
                           "mon": {"alwaysOpen": true}, "tue": {"alwaysOpen": true},
                           "wed": {"ranges": [{"start": "00:00", "end": "00:10"}, {"start": "00:12", "end": "05:45"}]},
                           "fri": {"ranges": [{"start": "23:45", "end": "00:15"}]}},
                         "holidays": [{"date": "1985-12-31", "ranges": [{"start": "12:00", "end": "00:05"}]}]}
                        """),
                new Example(
                        "Lord Howe, where the clock changes by half an hour",
                        "Australia/Lord_Howe",
                        "2025-01-01T00:00:00Z",
                        """
                        {"weekly": {
                           "sat": {"ranges": [{"start": "20:00", "end": "01:45"}]},
                           "sun": {"ranges": [{"start": "01:50", "end": "02:10"}, {"start": "02:20", "end": "02:20"}]},
                           "wed": {"ranges": [{"start": "06:30", "end": "24:00"}]}},
                         "holidays": [
                           {"date": "2025-04-06", "endDate": "2025-04-07", "ranges": [{"start": "01:30", "end": "01:31"}]},
                           {"date": "2025-10-05", "closed": true},
                           {"date": "2026-10-04", "ranges": [{"start": "02:00", "end": "02:30"}]}]}
                        """),
                new Example(
                        "Apia, nights across the date that was skipped", "Pacific/Apia", "2011-01-01T00:00:00Z", """
                        {"weekly": {
                           "wed": {"ranges": [{"start": "18:00", "end": "06:00"}]},
                           "thu": {"ranges": [{"start": "18:00", "end": "06:00"}]},
                           "fri": {"ranges": [{"start": "18:00", "end": "06:00"}]},
                           "sat": {"ranges": [{"start": "18:00", "end": "03:30"}]}}}
                        """),
                new Example(
                        "Apia, holidays around the date that was skipped", "Pacific/Apia", "2011-01-01T00:00:00Z", """
                        {"weekly": {
                           "mon": {"alwaysOpen": true}, "tue": {"alwaysOpen": true}, "wed": {"alwaysOpen": true},
                           "thu": {"alwaysOpen": true}, "fri": {"alwaysOpen": true}, "sat": {"alwaysOpen": true},
                           "sun": {"alwaysOpen": true}},
                         "holidays": [
                           {"date": "2011-12-30", "closed": true},
                           {"date": "2011-09-24", "ranges": [{"start": "03:30", "end": "03:15"}]},
                           {"date": "2012-04-01", "ranges": [{"start": "00:00", "end": "03:15"}, {"start": "03:45", "end": "12:00"}]},
                           {"date": "2012-01-01", "endDate": "2012-01-03", "ranges": [{"start": "22:00", "end": "04:00"}]}]}
                        """),
                new Example(
                        "Havana, where midnight comes twice or not at all",
                        "America/Havana",
                        "2025-01-01T00:00:00Z",
                        """
                        {"weekly": {
                           "sat": {"ranges": [{"start": "12:00", "end": "00:00"}]},
                           "sun": {"ranges": [{"start": "00:30", "end": "06:00"}, {"start": "20:00", "end": "24:00"}]},
                           "mon": {"ranges": [{"start": "00:00", "end": "00:01"}, {"start": "12:00", "end": "11:59"}]}},
                         "holidays": [{"date": "2025-11-02", "closed": true}, {"date": "2026-11-01", "closed": true}]}
                        """),
                new Example(
                        "Newfoundland, when its clock was put back across midnight",
                        "America/St_Johns",
                        "2009-01-01T00:00:00Z",
                        """
                        {"weekly": {
                           "sat": {"ranges": [{"start": "09:00", "end": "12:00"}, {"start": "18:00", "end": "23:30"}]},
                           "sun": {"ranges": [{"start": "00:00", "end": "09:00"}, {"start": "23:01", "end": "00:01"}]}},
                         "holidays": [{"date": "2010-11-07", "closed": true}, {"date": "2010-03-14", "closed": true}]}
                        """));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyMinuteOfTwoYears(Example example) {
        ObjectNode hours = ((ObjectNode) StrictJson.parse(example.hours)).put("timezone", example.zone);
        assertThat(HoursRules.violations(hours, "")).isEmpty();
        var readings = new WallClockReadings(ZoneId.of(example.zone), Instant.parse(example.begin), TWO_YEARS);
        Comparison comparison = new Comparison(hours, readings);
        for (int i = 0; i < TWO_YEARS; i++) {
            comparison.compareOpen(i);
        }
        comparison.compareNextAtChanges();
        for (int i = 0; i < TWO_YEARS; i += 37) {
            comparison.compareNext(i);
        }
    }

    @Test
    void everyMinuteNearWhereSomethingHappensInGeneratedSchedules() {
        List<Period> periods = periods();
        Map<Edge, Integer> reached = new EnumMap<>(Edge.class);
        int[] schedules = new int[1];
        Generated.rounds(SCHEDULES, USUAL_SCHEDULES, random -> {
            Period period = periods.get(random.nextInt(periods.size()));
            ObjectNode hours = GeneratedHours.around(random, period.zone().getId(), period.date(), period.moments());
            assertThat(HoursRules.violations(hours, "")).as(hours.toString()).isEmpty();
            Comparison comparison = new Comparison(hours, period.readings);
            comparison.compareNear(period);
            comparison.compareNextAtChanges();
            comparison.compareRandom(random, 500);
            comparison.edges(period).forEach(edge -> reached.merge(edge, 1, Integer::sum));
            schedules[0]++;
        });
        if (schedules[0] >= USUAL_SCHEDULES) {
            assertThat(reached)
                    .as("edges that were reached, in how many schedules")
                    .containsOnlyKeys(Edge.values());
            assertThat(reached.values()).as(reached.toString()).allMatch(times -> times >= 10);
        }
    }

    /** What the generated schedules must come across. */
    private enum Edge {
        NIGHT_CUT_BY_HOLIDAY,
        NIGHT_FROM_HOLIDAY_INTO_ORDINARY_DATE,
        NIGHT_WITHIN_HOLIDAY,
        CLOSED_HOLIDAY_ON_CLOCK_CHANGE,
        OPEN_HOLIDAY_ON_CLOCK_CHANGE,
        START_IN_GAP,
        END_IN_GAP,
        START_IN_REPEATED_HOUR,
        END_IN_REPEATED_HOUR,
        END_WHERE_CLOCK_IS_PUT_BACK_TO,
        TOUCHING_RANGES,
        TOUCHING_DATES,
        END_OF_DAY,
        WHOLE_DAY_FROM_START
    }

    /** Forty days in a zone, with a clock change in the middle unless the zone has none. */
    private record Period(
            WallClockReadings readings, @Nullable ZoneOffsetTransition transition) {

        private static final int DAYS = 40;
        /** How many days around the middle are compared; the rest is there to find what comes next. */
        private static final int COMPARED_DAYS = 12;

        static Period around(String zone, Instant middle, @Nullable ZoneOffsetTransition transition) {
            Instant begin = middle.truncatedTo(ChronoUnit.MINUTES).minus(COMPARED_DAYS, ChronoUnit.DAYS);
            return new Period(new WallClockReadings(ZoneId.of(zone), begin, DAYS * DAY), transition);
        }

        ZoneId zone() {
            return readings.zone;
        }

        int middle() {
            return COMPARED_DAYS * DAY;
        }

        int first() {
            return middle() - COMPARED_DAYS * DAY / 2;
        }

        int last() {
            return middle() + COMPARED_DAYS * DAY / 2;
        }

        LocalDate date() {
            return LocalDateTime.ofInstant(readings.instant(middle()), zone()).toLocalDate();
        }

        List<LocalTime> moments() {
            return transition == null
                    ? List.of(LocalTime.MIDNIGHT)
                    : List.of(
                            transition.getDateTimeBefore().toLocalTime(),
                            transition.getDateTimeAfter().toLocalTime());
        }
    }

    private static List<Period> periods() {
        List<Period> periods = new ArrayList<>();
        Map<String, String> zones = Map.ofEntries(
                Map.entry("America/Denver", "2026-01-01T00:00:00Z"),
                Map.entry("Europe/London", "2026-01-01T00:00:00Z"),
                Map.entry("Asia/Kathmandu", "1985-06-01T00:00:00Z"),
                Map.entry("Australia/Lord_Howe", "2026-01-01T00:00:00Z"),
                Map.entry("Pacific/Apia", "2011-10-01T00:00:00Z"),
                Map.entry("America/Havana", "2026-01-01T00:00:00Z"),
                Map.entry("Asia/Beirut", "2026-01-01T00:00:00Z"),
                Map.entry("Atlantic/Azores", "2026-01-01T00:00:00Z"),
                Map.entry("Pacific/Chatham", "2026-01-01T00:00:00Z"),
                Map.entry("America/St_Johns", "2010-01-01T00:00:00Z"),
                Map.entry("Antarctica/Casey", "2010-01-01T00:00:00Z"));
        zones.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            Instant from = Instant.parse(entry.getValue());
            for (int i = 0; i < 2; i++) {
                ZoneOffsetTransition transition =
                        ZoneId.of(entry.getKey()).getRules().nextTransition(from);
                if (transition != null) {
                    from = transition.getInstant();
                    periods.add(Period.around(entry.getKey(), from, transition));
                }
            }
        });
        periods.add(Period.around("UTC", Instant.parse("2028-02-29T00:00:00Z"), null));
        periods.add(Period.around("Asia/Kathmandu", Instant.parse("2026-12-31T18:15:00Z"), null));
        return periods;
    }

    /** Hours and what is expected of them in a period. */
    private static final class Comparison {

        private final JsonNode json;
        private final WallClockReadings readings;
        private final OpeningHours hours;
        private final WallClockOracle oracle;

        Comparison(JsonNode json, WallClockReadings readings) {
            this.json = json;
            this.readings = readings;
            this.hours = OpeningHours.of(json);
            this.oracle = new WallClockOracle(json, readings);
        }

        void compareOpen(int minute) {
            if (hours.isOpen(readings.instant(minute)) != oracle.open(minute)) {
                throw new AssertionError(
                        "open should be " + oracle.open(minute) + " at " + oracle.words(minute) + " with " + json);
            }
        }

        /** Compares what comes next at the minutes where the answer changes, and around them. */
        void compareNextAtChanges() {
            int minute = 0;
            while (minute != WallClockOracle.BEYOND) {
                for (int i = Math.max(0, minute - 1); i <= Math.min(minute + 1, readings.minutes - 1); i++) {
                    compareNext(i);
                }
                minute = oracle.nextChange(minute);
            }
        }

        void compareNear(Period period) {
            BitSet near = new BitSet(readings.minutes);
            for (int i = period.first(); i < period.last(); i++) {
                if (happensAt(i)) {
                    near.set(Math.max(i - NEAR, period.first()), Math.min(i + NEAR + 1, period.last()));
                }
            }
            near.stream().forEach(this::compareOpen);
        }

        private boolean happensAt(int minute) {
            return oracle.open(minute) != oracle.open(minute - 1)
                    || readings.shown(minute) != readings.shown(minute - 1) + 1
                    || !Objects.equals(oracle.holiday(oracle.date(minute)), oracle.holiday(oracle.date(minute - 1)));
        }

        void compareRandom(Random random, int times) {
            for (int i = 0; i < times; i++) {
                int minute = random.nextInt(readings.minutes);
                compareOpen(minute);
                if (i % 10 == 0) {
                    compareNext(minute);
                }
            }
        }

        void compareNext(int minute) {
            HoursStatus status = hours.at(readings.instant(minute));
            if (status.open() != oracle.open(minute)
                    || !matches(status.nextOpening(), oracle.nextOpening(minute))
                    || !matches(status.nextClosing(), oracle.nextClosing(minute))) {
                throw new AssertionError(status + " at " + oracle.words(minute) + ", where open should be "
                        + oracle.open(minute) + ", next opening " + words(oracle.nextOpening(minute))
                        + ", next closing " + words(oracle.nextClosing(minute)) + " with " + json);
            }
        }

        private String words(int minute) {
            return minute == WallClockOracle.BEYOND ? "later" : oracle.words(minute);
        }

        private boolean matches(@Nullable OffsetDateTime actual, int minute) {
            if (minute == WallClockOracle.BEYOND) {
                return actual == null || !actual.toInstant().isBefore(readings.instant(readings.minutes));
            }
            return actual != null
                    && actual.toInstant().equals(readings.instant(minute))
                    && actual.getOffset().equals(readings.zone.getRules().getOffset(actual.toInstant()));
        }

        List<Edge> edges(Period period) {
            List<Edge> edges = new ArrayList<>();
            ZoneOffsetTransition transition = period.transition;
            LocalDate first = oracle.date(period.first());
            LocalDate last = oracle.date(period.last());
            for (LocalDate date = first; date.isBefore(last); date = date.plusDays(1)) {
                int[][] windows = oracle.windows(date);
                int tomorrow = WallClockReadings.minute(date.plusDays(1).atStartOfDay());
                JsonNode holiday = oracle.holiday(date);
                JsonNode next = oracle.holiday(date.plusDays(1));
                for (int i = 0; i < windows.length; i++) {
                    int start = windows[i][0];
                    int end = windows[i][1];
                    if (end > tomorrow && holiday != null) {
                        edges.add(
                                next == null ? Edge.NIGHT_FROM_HOLIDAY_INTO_ORDINARY_DATE : Edge.NIGHT_WITHIN_HOLIDAY);
                    }
                    if (i > 0 && start == windows[i - 1][1]) {
                        edges.add(Edge.TOUCHING_RANGES);
                    }
                    if (end == start + DAY && start + DAY != tomorrow) {
                        edges.add(Edge.WHOLE_DAY_FROM_START);
                    }
                    int[][] following = oracle.windows(date.plusDays(1));
                    if (end == tomorrow && following.length > 0 && following[0][0] == tomorrow) {
                        edges.add(Edge.TOUCHING_DATES);
                    }
                    if (transition != null) {
                        edges.addAll(edges(start, end, transition));
                    }
                }
            }
            if (oracle.cutByHoliday()) {
                edges.add(Edge.NIGHT_CUT_BY_HOLIDAY);
            }
            if (json.toString().contains("\"24:00\"")) {
                edges.add(Edge.END_OF_DAY);
            }
            if (transition != null && oracle.holiday(period.date()) != null) {
                edges.add(
                        oracle.windows(period.date()).length == 0
                                ? Edge.CLOSED_HOLIDAY_ON_CLOCK_CHANGE
                                : Edge.OPEN_HOLIDAY_ON_CLOCK_CHANGE);
            }
            return edges.stream().distinct().toList();
        }

        private static List<Edge> edges(int start, int end, ZoneOffsetTransition transition) {
            List<Edge> edges = new ArrayList<>();
            int before = WallClockReadings.minute(transition.getDateTimeBefore());
            int after = WallClockReadings.minute(transition.getDateTimeAfter());
            int from = Math.min(before, after);
            int until = Math.max(before, after);
            if (from < start && start < until) {
                edges.add(transition.isGap() ? Edge.START_IN_GAP : Edge.START_IN_REPEATED_HOUR);
            }
            if (from < end && end < until) {
                edges.add(transition.isGap() ? Edge.END_IN_GAP : Edge.END_IN_REPEATED_HOUR);
            }
            if (transition.isOverlap() && end == after) {
                edges.add(Edge.END_WHERE_CLOCK_IS_PUT_BACK_TO);
            }
            return edges;
        }
    }
}
