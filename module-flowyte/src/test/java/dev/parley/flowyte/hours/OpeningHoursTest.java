package dev.parley.flowyte.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.core.json.StrictJson;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule of {@link OpeningHours} on an example. {@link OpeningHoursOracleTest} has all of them on many. */
final class OpeningHoursTest {

    private static final String OFFICE = """
            "mon": {"ranges": [{"start": "09:00", "end": "12:00"}, {"start": "13:00", "end": "17:00"}]},
            "tue": {"ranges": [{"start": "09:00", "end": "17:00"}]},
            "wed": {"ranges": [{"start": "09:00", "end": "17:00"}]},
            "thu": {"ranges": [{"start": "09:00", "end": "17:00"}]},
            "fri": {"ranges": [{"start": "20:00", "end": "02:00"}]}
            """;

    private static final String ALWAYS = """
            "mon": {"alwaysOpen": true}, "tue": {"alwaysOpen": true}, "wed": {"alwaysOpen": true},
            "thu": {"alwaysOpen": true}, "fri": {"alwaysOpen": true}, "sat": {"alwaysOpen": true}, "sun": {"alwaysOpen": true}
            """;

    private static OpeningHours hours(String json) {
        return OpeningHours.of(StrictJson.parse(json));
    }

    private static OpeningHours denver(String weekly, String... holidays) {
        return in("America/Denver", weekly, holidays);
    }

    private static OpeningHours in(String zone, String weekly, String... holidays) {
        return hours("{\"timezone\": \"" + zone + "\", \"weekly\": {" + weekly + "}, \"holidays\": ["
                + String.join(", ", holidays) + "]}");
    }

    /** What the hours say at a time with an offset. */
    private static HoursStatus at(OpeningHours hours, String time) {
        Instant instant = OffsetDateTime.parse(time).toInstant();
        HoursStatus status = hours.at(instant);
        assertThat(hours.isOpen(instant)).as("isOpen at " + time).isEqualTo(status.open());
        return status;
    }

    private static void assertOpen(HoursStatus status, @Nullable String nextClosing, @Nullable String nextOpening) {
        assertThat(status.open()).as(status.toString()).isTrue();
        assertThat(status.nextClosing()).isEqualTo(time(nextClosing));
        assertThat(status.nextOpening()).isEqualTo(time(nextOpening));
    }

    private static void assertClosed(HoursStatus status, @Nullable String nextOpening, @Nullable String nextClosing) {
        assertThat(status.open()).as(status.toString()).isFalse();
        assertThat(status.nextOpening()).isEqualTo(time(nextOpening));
        assertThat(status.nextClosing()).isEqualTo(time(nextClosing));
    }

    private static @Nullable OffsetDateTime time(@Nullable String text) {
        return text == null ? null : OffsetDateTime.parse(text);
    }

    @Test
    void withoutHoursItIsAlwaysOpen() {
        HoursStatus status = at(hours("{}"), "2026-11-23T08:00-07:00");
        assertThat(status)
                .isEqualTo(new HoursStatus(
                        /* open= */ true,
                        /* configured= */ false,
                        /* localTime= */ null,
                        /* timezone= */ null,
                        /* nextOpening= */ null,
                        /* nextClosing= */ null));
        assertThat(hours("{}").configured()).isFalse();
    }

    @Test
    void aTimeZoneOrAfterHoursAloneAreNoHours() {
        HoursStatus status = at(
                hours(
                        "{\"timezone\": \"America/Denver\", \"holidays\": [], \"afterHours\": {\"message\": \"Closed\"}}"),
                "2026-11-23T15:00Z");
        assertOpen(status, null, null);
        assertThat(status.configured()).isFalse();
        assertThat(status.timezone()).isEqualTo("America/Denver");
        assertThat(status.localTime()).isEqualTo(time("2026-11-23T08:00-07:00"));
    }

    @Test
    void hoursThatBreakTheRulesAreNotRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> denver("\"mon\": {\"ranges\": [{\"start\": \"9\", \"end\": \"17:00\"}]}"))
                .withMessageContaining("weekly.mon.ranges.0.start");
    }

    @Test
    void aSplitShiftClosesInBetween() {
        OpeningHours hours = denver(OFFICE);
        assertClosed(at(hours, "2026-11-23T08:59:59-07:00"), "2026-11-23T09:00-07:00", "2026-11-23T12:00-07:00");
        assertOpen(at(hours, "2026-11-23T09:00-07:00"), "2026-11-23T12:00-07:00", "2026-11-23T13:00-07:00");
        assertOpen(at(hours, "2026-11-23T11:59:59.999-07:00"), "2026-11-23T12:00-07:00", "2026-11-23T13:00-07:00");
        assertClosed(at(hours, "2026-11-23T12:00-07:00"), "2026-11-23T13:00-07:00", "2026-11-23T17:00-07:00");
        assertClosed(at(hours, "2026-11-23T17:00-07:00"), "2026-11-24T09:00-07:00", "2026-11-24T17:00-07:00");
    }

    @Test
    void timesAreToldInTheZoneOfTheHours() {
        HoursStatus status = at(denver(OFFICE), "2026-11-23T20:30Z");
        assertThat(status.localTime()).isEqualTo(time("2026-11-23T13:30-07:00"));
        assertThat(status.localTime()).hasToString("2026-11-23T13:30-07:00");
        assertThat(status.nextClosing()).hasToString("2026-11-23T17:00-07:00");
    }

    @Test
    void anOvernightRangeRunsIntoTheNextDay() {
        OpeningHours hours = denver(OFFICE);
        assertOpen(at(hours, "2026-11-27T23:59-07:00"), "2026-11-28T02:00-07:00", "2026-11-30T09:00-07:00");
        assertOpen(at(hours, "2026-11-28T01:59-07:00"), "2026-11-28T02:00-07:00", "2026-11-30T09:00-07:00");
        assertClosed(at(hours, "2026-11-28T02:00-07:00"), "2026-11-30T09:00-07:00", "2026-11-30T12:00-07:00");
    }

    @Test
    void equalStartAndEndAreAWholeDayFromTheStart() {
        OpeningHours hours = denver("\"mon\": {\"ranges\": [{\"start\": \"08:00\", \"end\": \"08:00\"}]}");
        assertClosed(at(hours, "2026-11-23T07:59-07:00"), "2026-11-23T08:00-07:00", "2026-11-24T08:00-07:00");
        assertOpen(at(hours, "2026-11-24T07:59-07:00"), "2026-11-24T08:00-07:00", "2026-11-30T08:00-07:00");
    }

    @Test
    void midnightAsAnEndIsTheEndOfTheDay() {
        for (String end : new String[] {"24:00", "00:00"}) {
            OpeningHours hours = denver("\"mon\": {\"ranges\": [{\"start\": \"22:00\", \"end\": \"" + end + "\"}]}");
            assertOpen(at(hours, "2026-11-23T23:59-07:00"), "2026-11-24T00:00-07:00", "2026-11-30T22:00-07:00");
        }
    }

    @Test
    void whatTouchesIsOneOpenTime() {
        OpeningHours hours = denver("""
                "mon": {"alwaysOpen": true}, "tue": {"alwaysOpen": true},
                "wed": {"ranges": [{"start": "00:00", "end": "09:00"}, {"start": "09:00", "end": "10:00"}]}
                """);
        assertOpen(at(hours, "2026-11-23T05:00-07:00"), "2026-11-25T10:00-07:00", "2026-11-30T00:00-07:00");
    }

    @Test
    void anOvernightRangeThatMeetsTheNextDayIsOneOpenTimeWithIt() {
        OpeningHours hours = denver("""
                "mon": {"ranges": [{"start": "20:00", "end": "10:00"}]},
                "tue": {"ranges": [{"start": "09:00", "end": "09:30"}, {"start": "11:00", "end": "12:00"}]}
                """);
        assertOpen(at(hours, "2026-11-23T20:00-07:00"), "2026-11-24T10:00-07:00", "2026-11-24T11:00-07:00");
    }

    @Test
    void aroundTheClockNothingIsEverNext() {
        assertOpen(at(denver(ALWAYS), "2026-11-23T05:00-07:00"), null, null);
        String eight = "{\"ranges\": [{\"start\": \"08:00\", \"end\": \"08:00\"}]}";
        assertOpen(
                at(
                        denver(
                                "\"mon\": %1$s, \"tue\": %1$s, \"wed\": %1$s, \"thu\": %1$s, \"fri\": %1$s, \"sat\": %1$s, \"sun\": %1$s"
                                        .formatted(eight)),
                        "2026-11-23T08:00-07:00"),
                null,
                null);
    }

    @Test
    void aDayThatIsMissingOrHasNoRangesIsClosed() {
        OpeningHours hours =
                denver("\"mon\": {}, \"tue\": {\"ranges\": []}, \"thu\": null, \"fri\": {\"alwaysOpen\": true}");
        assertClosed(at(hours, "2026-11-23T12:00-07:00"), "2026-11-27T00:00-07:00", "2026-11-28T00:00-07:00");
        assertClosed(at(hours, "2026-11-24T12:00-07:00"), "2026-11-27T00:00-07:00", "2026-11-28T00:00-07:00");
        assertClosed(at(hours, "2026-11-25T12:00-07:00"), "2026-11-27T00:00-07:00", "2026-11-28T00:00-07:00");
        assertClosed(at(hours, "2026-11-28T12:00-07:00"), "2026-12-04T00:00-07:00", "2026-12-05T00:00-07:00");
    }

    @Test
    void anEmptyWeekIsClosedAndNeverOpens() {
        HoursStatus status = at(denver(""), "2026-11-23T12:00-07:00");
        assertClosed(status, null, null);
        assertThat(status.configured()).isTrue();
    }

    @Test
    void closedBeatsAlwaysOpenAndAlwaysOpenBeatsRanges() {
        OpeningHours hours = denver("""
                "mon": {"closed": true, "alwaysOpen": true, "ranges": [{"start": "09:00", "end": "17:00"}]},
                "tue": {"alwaysOpen": true, "ranges": [{"start": "09:00", "end": "17:00"}]},
                "wed": {"closed": false, "alwaysOpen": false, "ranges": [{"start": "09:00", "end": "17:00"}]}
                """);
        assertClosed(at(hours, "2026-11-23T12:00-07:00"), "2026-11-24T00:00-07:00", "2026-11-25T00:00-07:00");
        assertOpen(at(hours, "2026-11-24T00:00-07:00"), "2026-11-25T00:00-07:00", "2026-11-25T09:00-07:00");
    }

    @Test
    void aHolidayReplacesTheWeeklyHours() {
        OpeningHours hours = denver(
                OFFICE,
                "{\"date\": \"2026-11-25\", \"ranges\": [{\"start\": \"10:00\", \"end\": \"11:00\"}]}",
                "{\"date\": \"2026-11-26\", \"endDate\": \"2026-11-30\", \"closed\": true,"
                        + " \"ranges\": [{\"start\": \"10:00\", \"end\": \"11:00\"}]}");
        assertClosed(at(hours, "2026-11-25T09:30-07:00"), "2026-11-25T10:00-07:00", "2026-11-25T11:00-07:00");
        assertClosed(at(hours, "2026-11-25T11:00-07:00"), "2026-12-01T09:00-07:00", "2026-12-01T17:00-07:00");
    }

    @Test
    void aHolidayWithoutRangesIsClosed() {
        assertClosed(
                at(denver(OFFICE, "{\"date\": \"2026-11-24\", \"closed\": false}"), "2026-11-24T12:00-07:00"),
                "2026-11-25T09:00-07:00",
                "2026-11-25T17:00-07:00");
    }

    @Test
    void withHolidaysOnlyAllOtherDatesAreOpen() {
        OpeningHours hours = hours("{\"timezone\": \"America/Denver\", \"holidays\": [{\"date\": \"2026-12-25\"}]}");
        assertOpen(at(hours, "2026-11-23T12:00-07:00"), "2026-12-25T00:00-07:00", "2026-12-26T00:00-07:00");
        assertClosed(at(hours, "2026-12-25T12:00-07:00"), "2026-12-26T00:00-07:00", null);
        assertOpen(at(hours, "2026-12-26T12:00-07:00"), null, null);
    }

    @Test
    void theEveningBeforeAHolidayEndsAtMidnight() {
        OpeningHours hours = denver(OFFICE, "{\"date\": \"2026-11-28\", \"closed\": true}");
        assertOpen(at(hours, "2026-11-27T23:00-07:00"), "2026-11-28T00:00-07:00", "2026-11-30T09:00-07:00");
    }

    @Test
    void theNightOfAHolidayRunsIntoAnOrdinaryDay() {
        OpeningHours hours =
                denver(OFFICE, "{\"date\": \"2026-11-23\", \"ranges\": [{\"start\": \"22:00\", \"end\": \"03:00\"}]}");
        assertOpen(at(hours, "2026-11-24T02:00-07:00"), "2026-11-24T03:00-07:00", "2026-11-24T09:00-07:00");
    }

    @Test
    void theNightRunsThroughOneHolidayButNotIntoTheNext() {
        String night = "\"ranges\": [{\"start\": \"22:00\", \"end\": \"03:00\"}]";
        OpeningHours hours = denver(
                OFFICE,
                "{\"date\": \"2026-11-25\", " + night + "}",
                "{\"date\": \"2026-11-23\", \"endDate\": \"2026-11-24\", " + night + "}");
        assertOpen(at(hours, "2026-11-23T23:00-07:00"), "2026-11-24T03:00-07:00", "2026-11-24T22:00-07:00");
        assertOpen(at(hours, "2026-11-24T23:00-07:00"), "2026-11-25T00:00-07:00", "2026-11-25T22:00-07:00");
        assertOpen(at(hours, "2026-11-25T23:00-07:00"), "2026-11-26T03:00-07:00", "2026-11-26T09:00-07:00");
    }

    @Test
    void whenTheClockIsPutForwardTheSkippedTimesAreTheMomentOfTheJump() {
        // 2026-03-08, 02:00 MST is 03:00 MDT.
        OpeningHours opening = denver("\"sun\": {\"ranges\": [{\"start\": \"02:30\", \"end\": \"05:00\"}]}");
        assertClosed(at(opening, "2026-03-08T01:59-07:00"), "2026-03-08T03:00-06:00", "2026-03-08T05:00-06:00");
        OpeningHours closing = denver("\"sun\": {\"ranges\": [{\"start\": \"01:00\", \"end\": \"02:30\"}]}");
        assertOpen(at(closing, "2026-03-08T01:59-07:00"), "2026-03-08T03:00-06:00", "2026-03-15T01:00-06:00");
        OpeningHours within = denver("\"sun\": {\"ranges\": [{\"start\": \"02:10\", \"end\": \"02:50\"}]}");
        assertClosed(at(within, "2026-03-08T01:59-07:00"), "2026-03-15T02:10-06:00", "2026-03-15T02:50-06:00");
    }

    @Test
    void whenTheClockIsPutBackItOpensAtTheFirstAndClosesAtTheSecond() {
        // 2026-11-01, 02:00 MDT is 01:00 MST.
        OpeningHours closing = denver("\"sun\": {\"ranges\": [{\"start\": \"00:00\", \"end\": \"01:30\"}]}");
        assertOpen(at(closing, "2026-11-01T01:45-06:00"), "2026-11-01T01:30-07:00", "2026-11-08T00:00-07:00");
        OpeningHours opening = denver("\"sun\": {\"ranges\": [{\"start\": \"01:30\", \"end\": \"05:00\"}]}");
        assertClosed(at(opening, "2026-11-01T01:15-06:00"), "2026-11-01T01:30-06:00", "2026-11-01T05:00-07:00");
        assertOpen(at(opening, "2026-11-01T01:15-07:00"), "2026-11-01T05:00-07:00", "2026-11-08T01:30-07:00");
    }

    @Test
    void aClosingToWhichTheClockIsPutBackIsNotRepeated() {
        OpeningHours hours = denver("\"sun\": {\"ranges\": [{\"start\": \"00:00\", \"end\": \"01:00\"}]}");
        assertOpen(at(hours, "2026-11-01T00:59-06:00"), "2026-11-01T01:00-06:00", "2026-11-08T00:00-07:00");
        // 2026-11-01, 01:00 CDT is 00:00 CST.
        OpeningHours havana = in("America/Havana", "\"sat\": {\"alwaysOpen\": true}", "{\"date\": \"2026-11-01\"}");
        assertClosed(at(havana, "2026-11-01T00:00-04:00"), "2026-11-07T00:00-05:00", "2026-11-08T00:00-05:00");
    }

    @Test
    void aClockThatIsPutBackAcrossMidnightBringsBackTheEvening() {
        // 2010-11-07, 00:01 -02:30 is 23:01 -03:30 of the evening before.
        OpeningHours hours =
                in("America/St_Johns", "\"fri\": {\"ranges\": [{\"start\": \"23:30\", \"end\": \"23:30\"}]}");
        assertOpen(at(hours, "2010-11-07T00:00-02:30"), "2010-11-06T23:30-03:30", "2010-11-12T23:30-03:30");
        assertClosed(at(hours, "2010-11-06T23:30-03:30"), "2010-11-12T23:30-03:30", "2010-11-13T23:30-03:30");
    }

    @Test
    void aDayWithoutMidnightBeginsWhereItsClockDoes() {
        // 2026-03-29, 00:00 is 01:00.
        OpeningHours beirut = in("Asia/Beirut", "\"sun\": {\"alwaysOpen\": true}");
        assertClosed(at(beirut, "2026-03-28T23:59+02:00"), "2026-03-29T01:00+03:00", "2026-03-30T00:00+03:00");
    }

    @Test
    void aDateThatIsSkippedDoesNotExist() {
        // Samoa went from Thursday, 2011-12-29 to Saturday, 2011-12-31.
        OpeningHours friday = in("Pacific/Apia", "\"fri\": {\"alwaysOpen\": true}");
        assertClosed(at(friday, "2011-12-29T23:59-10:00"), "2012-01-06T00:00+14:00", "2012-01-07T00:00+14:00");
        OpeningHours nights = in("Pacific/Apia", "\"fri\": {\"ranges\": [{\"start\": \"20:00\", \"end\": \"04:00\"}]}");
        assertClosed(at(nights, "2011-12-29T23:59-10:00"), "2011-12-31T00:00+14:00", "2011-12-31T04:00+14:00");
        OpeningHours holiday = in("Pacific/Apia", ALWAYS, "{\"date\": \"2011-12-30\"}");
        assertOpen(at(holiday, "2011-12-29T23:59-10:00"), null, null);
    }

    @Test
    void anOpenHolidayThatBeginsOnASkippedDateDoesNotReachBackOverIt() {
        OpeningHours hours = in(
                "Pacific/Apia",
                "\"thu\": {\"ranges\": [{\"start\": \"09:00\", \"end\": \"17:00\"}]}",
                "{\"date\": \"2011-12-30\", \"endDate\": \"2012-01-08\", \"ranges\": [{\"start\": \"00:00\", \"end\": \"24:00\"}]}");
        assertOpen(at(hours, "2011-12-29T12:00-10:00"), "2011-12-29T17:00-10:00", "2011-12-31T00:00+14:00");
        assertClosed(at(hours, "2011-12-29T17:00-10:00"), "2011-12-31T00:00+14:00", "2012-01-09T00:00+14:00");
    }

    @Test
    void halfAnHourAndThreeQuartersAreAsGoodAsAnHour() {
        // 2026-04-05, 02:00 +11:00 is 01:30 +10:30.
        OpeningHours lordHowe =
                in("Australia/Lord_Howe", "\"sun\": {\"ranges\": [{\"start\": \"01:00\", \"end\": \"01:45\"}]}");
        assertOpen(at(lordHowe, "2026-04-05T01:50+11:00"), "2026-04-05T01:45+10:30", "2026-04-12T01:00+10:30");
        assertClosed(
                at(in("Asia/Kathmandu", OFFICE), "2026-11-23T03:14:59Z"),
                "2026-11-23T09:00+05:45",
                "2026-11-23T12:00+05:45");
    }

    @Test
    void theNextOpeningIsFoundHoweverFarHolidaysPushIt() {
        String[] years = new String[HoursRules.MAX_HOLIDAYS];
        for (int i = 0; i < years.length; i++) {
            years[i] = "{\"date\": \"%1$d-01-01\", \"endDate\": \"%1$d-12-31\", \"closed\": true}".formatted(2026 + i);
        }
        OpeningHours hours = in("UTC", OFFICE, years);
        assertClosed(at(hours, "2026-11-23T12:00Z"), "2526-01-01T09:00Z", "2526-01-01T17:00Z");
    }

    @Test
    void theNextClosingIsFoundHoweverFarItIs() {
        String open = "\"ranges\": [{\"start\": \"06:00\", \"end\": \"06:00\"}]";
        OpeningHours hours = in(
                "Europe/London",
                ALWAYS,
                "{\"date\": \"2027-01-01\", \"endDate\": \"2027-12-31\", \"ranges\": [{\"start\": \"00:00\", \"end\": \"24:00\"}]}",
                "{\"date\": \"2029-01-01\", \"endDate\": \"2029-12-31\", " + open + "}");
        assertOpen(at(hours, "2026-11-23T12:00Z"), "2029-01-01T00:00Z", "2029-01-01T06:00Z");
        assertClosed(at(hours, "2029-01-01T05:59Z"), "2029-01-01T06:00Z", null);
        assertOpen(at(hours, "2029-12-30T12:00Z"), null, null);
    }

    @Test
    void anOpenHolidayAmongClosedOnesIsFound() {
        OpeningHours hours = in(
                "UTC",
                "",
                "{\"date\": \"2028-01-01\", \"endDate\": \"2028-12-31\", \"closed\": true}",
                "{\"date\": \"2030-07-01\", \"endDate\": \"2030-07-31\", \"ranges\": [{\"start\": \"00:00\", \"end\": \"00:00\"}]}");
        assertClosed(at(hours, "2026-11-23T12:00Z"), "2030-07-01T00:00Z", "2030-08-01T00:00Z");
        assertOpen(at(hours, "2030-07-05T12:00Z"), "2030-08-01T00:00Z", null);
        assertClosed(at(hours, "2030-08-01T00:00Z"), null, null);
    }

    @Test
    void afterHoursAreWhatIsWrittenAndUsuallyNothing() {
        assertThat(hours("{}").afterHours())
                .isEqualTo(new AfterHoursPolicy(
                        /* message= */ null,
                        /* allowHumanTransfer= */ false,
                        /* number= */ null,
                        /* emergencyNumber= */ null));
        assertThat(hours("""
                                {"afterHours": {"mode": "voicemail", "message": "", "allowHumanTransfer": true, "number": "",
                                 "emergencyNumber": "+13035550100", "skillWindows": []}}
                                """).afterHours())
                .isEqualTo(new AfterHoursPolicy(
                        /* message= */ null, /* allowHumanTransfer= */ true, /* number= */ null, "+13035550100"));
    }

    @Test
    void theMessageTellsTheNextOpening() {
        OpeningHours hours = hours("{\"timezone\": \"America/Denver\", \"weekly\": {" + OFFICE
                + "}, \"afterHours\": {\"message\": \"Back {next_open}. Again: {next_open}.\"}}");
        HoursStatus status = at(hours, "2026-11-28T12:00-07:00");
        assertThat(hours.afterHours().message()).isEqualTo("Back {next_open}. Again: {next_open}.");
        assertThat(hours.afterHours().messageFor(status.nextOpening()))
                .isEqualTo("Back Monday, November 30 at 9:00 AM. Again: Monday, November 30 at 9:00 AM.");
        assertThat(hours.afterHours().messageFor(null)).isEqualTo("Back later. Again: later.");
        assertThat(hours("{}").afterHours().messageFor(status.nextOpening())).isNull();
        OffsetDateTime noon = LocalDateTime.of(2026, 7, 4, 12, 5)
                .atZone(ZoneId.of("America/Denver"))
                .toOffsetDateTime();
        assertThat(hours.afterHours().messageFor(noon)).contains("Saturday, July 4 at 12:05 PM");
    }
}
