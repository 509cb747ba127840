package dev.parley.flowyte.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.StrictJson;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link HoursRules} refuses, and where it says that it is. */
final class HoursRulesTest {

    private static List<String> violations(String json) {
        return HoursRules.violations(StrictJson.parse(json), "businessHours").stream()
                .map(error -> error.field() + ": " + error.message())
                .toList();
    }

    private static List<String> fields(String json) {
        return HoursRules.violations(StrictJson.parse(json), "businessHours").stream()
                .map(FieldError::field)
                .toList();
    }

    private static String monday(String ranges) {
        return "{\"timezone\": \"America/Denver\", \"weekly\": {\"mon\": {\"ranges\": [" + ranges + "]}}}";
    }

    private static String range(String start, String end) {
        return "{\"start\": \"" + start + "\", \"end\": \"" + end + "\"}";
    }

    private static String holidays(String... holidays) {
        return "{\"timezone\": \"America/Denver\", \"holidays\": [" + String.join(", ", holidays) + "]}";
    }

    @Test
    void nothingAtAllIsFine() {
        assertThat(violations("{}")).isEmpty();
        assertThat(violations("{\"afterHours\": {\"message\": \"later\"}}")).isEmpty();
        assertThat(violations("{\"timezone\": \"\", \"holidays\": []}")).isEmpty();
    }

    @Test
    void fullHoursAreFine() {
        assertThat(violations("""
                        {"timezone": "America/Denver",
                         "weekly": {
                           "mon": {"ranges": [{"start": "09:00", "end": "12:00"}, {"start": "12:00", "end": "17:30"}]},
                           "tue": {"alwaysOpen": true},
                           "wed": {"closed": true, "ranges": []},
                           "thu": {},
                           "fri": {"ranges": [{"start": "00:00", "end": "04:00"}, {"start": "22:00", "end": "02:00"}]},
                           "sat": {"ranges": [{"start": "08:00", "end": "08:00"}]},
                           "sun": {"ranges": [{"start": "23:59", "end": "24:00"}]}},
                         "holidays": [
                           {"name": "Thanksgiving", "date": "2026-11-26", "endDate": "2026-11-27", "closed": true},
                           {"date": "2026-11-28", "endDate": "", "ranges": [{"start": "10:00", "end": "14:00"}]},
                           {"date": "2028-02-29"}],
                         "afterHours": {"message": "{next_open}", "skillWindows": []}}
                        """)).isEmpty();
    }

    @Test
    void aTimeZoneIsRequiredOnceHoursAreSet() {
        String missing = "businessHours.timezone: is required when weekly or holidays are set";
        assertThat(violations("{\"weekly\": {\"mon\": {\"alwaysOpen\": true}}}"))
                .containsExactly(missing);
        assertThat(violations("{\"weekly\": {}, \"timezone\": \"\"}")).containsExactly(missing);
        assertThat(violations("{\"holidays\": [{\"date\": \"2026-12-25\"}], \"timezone\": null}"))
                .containsExactly(missing);
    }

    @Test
    void aTimeZoneIsTheNameOfARegion() {
        for (String good : List.of("UTC", "Etc/UTC", "Etc/GMT+5", "Asia/Kathmandu", "America/Argentina/Ushuaia")) {
            assertThat(violations("{\"timezone\": \"" + good + "\"}")).as(good).isEmpty();
        }
        for (String bad : List.of(
                "+02:00",
                "UTC+2",
                "UTC+02:00",
                "GMT+2",
                "Z",
                "america/denver",
                "MST7",
                "Mars/Base",
                " UTC",
                "SystemV/PST8")) {
            assertThat(violations("{\"timezone\": \"" + bad + "\"}"))
                    .as(bad)
                    .containsExactly(
                            "businessHours.timezone: must be the name of an IANA time zone, such as America/Denver");
        }
    }

    @Test
    void aKeyOfTheWeekIsADay() {
        assertThat(violations("{\"timezone\": \"UTC\", \"weekly\": {\"monday\": {}, \"Mon\": {}, \"sun\": {}}}"))
                .containsExactly(
                        "businessHours.weekly.monday: is not a day: the days are mon, tue, wed, thu, fri, sat, sun",
                        "businessHours.weekly.Mon: is not a day: the days are mon, tue, wed, thu, fri, sat, sun");
    }

    @Test
    void aTimeHasTwoDigitsEachAndIsOnTheClock() {
        for (String bad :
                List.of("9:00", "09:60", "24:01", "25:00", "0900", "09:00:00", "09:00 ", "noon", "", "٠٩:٠٠")) {
            assertThat(violations(monday(range(bad, bad))))
                    .as(bad)
                    .containsExactly(
                            "businessHours.weekly.mon.ranges.0.start: must be a time HH:MM from 00:00 to 23:59",
                            "businessHours.weekly.mon.ranges.0.end: must be a time HH:MM from 00:00 to 24:00");
        }
        assertThat(fields(monday("{}")))
                .containsExactly("businessHours.weekly.mon.ranges.0.start", "businessHours.weekly.mon.ranges.0.end");
    }

    @Test
    void onlyAnEndMayBeTheEndOfTheDay() {
        assertThat(violations(monday(range("09:00", "24:00")))).isEmpty();
        assertThat(fields(monday(range("24:00", "24:00")))).containsExactly("businessHours.weekly.mon.ranges.0.start");
    }

    @Test
    void rangesOfADayAreInOrder() {
        assertThat(violations(monday(range("13:00", "17:00") + "," + range("09:00", "12:00"))))
                .containsExactly("businessHours.weekly.mon.ranges.1.start: must be in order: it is before the start of"
                        + " the range before");
    }

    @Test
    void rangesOfADayDoNotOverlap() {
        String message = "businessHours.weekly.mon.ranges.1.start: must not overlap the range before";
        assertThat(violations(monday(range("09:00", "12:00") + "," + range("11:59", "17:00"))))
                .containsExactly(message);
        assertThat(violations(monday(range("09:00", "12:00") + "," + range("09:00", "12:00"))))
                .containsExactly(message);
        assertThat(violations(monday(range("09:00", "12:00") + "," + range("12:00", "17:00"))))
                .isEmpty();
    }

    @Test
    void onlyTheLastRangeRunsOvernight() {
        assertThat(violations(monday(range("20:00", "02:00") + "," + range("23:00", "23:30"))))
                .containsExactly("businessHours.weekly.mon.ranges.1.start: must not overlap the range before");
        assertThat(violations(monday(range("00:00", "00:00") + "," + range("23:00", "23:30"))))
                .containsExactly("businessHours.weekly.mon.ranges.1.start: must not overlap the range before");
    }

    @Test
    void anOvernightRangeMayMeetTheRangesOfTheNextDay() {
        assertThat(violations("""
                        {"timezone": "UTC", "weekly": {
                          "mon": {"ranges": [{"start": "20:00", "end": "10:00"}]},
                          "tue": {"ranges": [{"start": "09:00", "end": "12:00"}]}}}
                        """)).isEmpty();
    }

    @Test
    void rangesWithoutEffectAreCheckedAsWell() {
        assertThat(fields("""
                        {"timezone": "UTC",
                         "weekly": {"tue": {"closed": true, "ranges": [{"start": "x", "end": "10:00"}]}},
                         "holidays": [{"date": "2026-12-25", "closed": true, "ranges": [{"start": "09:00", "end": "x"}]}]}
                        """))
                .containsExactly("businessHours.weekly.tue.ranges.0.start", "businessHours.holidays.0.ranges.0.end");
    }

    @Test
    void aDateIsOfTheCalendar() {
        for (String bad :
                List.of("2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-01T00:00", "+2026-01-01", "")) {
            assertThat(violations(holidays("{\"date\": \"" + bad + "\"}")))
                    .as(bad)
                    .containsExactly("businessHours.holidays.0.date: must be a date YYYY-MM-DD");
        }
        assertThat(fields(holidays("{}"))).containsExactly("businessHours.holidays.0.date");
        assertThat(violations(holidays("{\"date\": \"2026-01-01\", \"endDate\": \"2026-04-31\"}")))
                .containsExactly("businessHours.holidays.0.endDate: must be a date YYYY-MM-DD");
    }

    @Test
    void aHolidayDoesNotEndBeforeItBegins() {
        assertThat(violations(holidays("{\"date\": \"2026-01-02\", \"endDate\": \"2026-01-01\"}")))
                .containsExactly("businessHours.holidays.0.endDate: must not be before date");
    }

    @Test
    void aDateHasOneHoliday() {
        assertThat(violations(holidays(
                        "{\"date\": \"2026-12-24\", \"endDate\": \"2026-12-26\"}",
                        "{\"date\": \"2026-12-27\"}",
                        "{\"date\": \"2026-12-26\", \"endDate\": \"2026-12-27\"}",
                        "{\"date\": \"2026-12-27\"}")))
                .containsExactly(
                        "businessHours.holidays.2.date: must not cover a date that holiday 0 covers",
                        "businessHours.holidays.3.date: must not cover a date that holiday 1 covers");
    }

    @Test
    void nothingIsUnbounded() {
        assertThat(violations(holidays("{\"date\": \"2028-01-01\", \"endDate\": \"2028-12-31\"}")))
                .isEmpty();
        assertThat(violations(holidays("{\"date\": \"2028-01-01\", \"endDate\": \"2029-01-01\"}")))
                .containsExactly("businessHours.holidays.0.endDate: must leave the holiday at most 366 days");

        ObjectNode hours = StrictJson.NODES.objectNode().put("timezone", "UTC");
        ArrayNode ranges = hours.putObject("weekly").putObject("mon").putArray("ranges");
        ArrayNode dates = hours.putArray("holidays");
        for (int i = 0; i < HoursRules.MAX_RANGES; i++) {
            ranges.addObject().put("start", "%02d:00".formatted(i)).put("end", "%02d:30".formatted(i));
        }
        LocalDate first = LocalDate.of(2026, 1, 1);
        for (int i = 0; i < HoursRules.MAX_HOLIDAYS; i++) {
            dates.addObject().put("date", first.plusDays(i).toString());
        }
        assertThat(HoursRules.violations(hours, "")).isEmpty();
        ranges.addObject().put("start", "23:40").put("end", "23:50");
        dates.addObject().put("date", "2025-01-01");
        assertThat(HoursRules.violations(hours, ""))
                .containsExactly(
                        new FieldError("weekly.mon.ranges", "must have at most 24 ranges"),
                        new FieldError("holidays", "must have at most 500 holidays"));
    }

    @Test
    void otherTypesAreNotItsBusiness() {
        for (String odd : List.of(
                "null",
                "7",
                "[]",
                "\"x\"",
                "{\"timezone\": 7, \"weekly\": [], \"holidays\": {\"a\": 1}, \"afterHours\": 3}",
                "{\"timezone\": \"UTC\", \"weekly\": {\"mon\": 3, \"tue\": null, \"wed\": {\"ranges\": {}, \"closed\": \"x\"}}}")) {
            assertThat(violations(odd)).as(odd).isEmpty();
            assertThatCode(() -> OpeningHours.of(StrictJson.parse(odd))).as(odd).doesNotThrowAnyException();
        }
        assertThat(fields("{\"timezone\": \"UTC\", \"weekly\": {\"mon\": {\"ranges\": [null, 3, {\"start\": 9}]}}, "
                        + "\"holidays\": [null, 3]}"))
                .contains("businessHours.weekly.mon.ranges.0.start", "businessHours.holidays.1.date");
    }
}
