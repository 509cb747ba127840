package dev.parley.flowyte.hours;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.FieldError;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of {@link BusinessHours} beyond the types of its members:
 *
 * <ul>
 *   <li>{@code timezone} is there once {@code weekly} is (even when it is empty) or a holiday is, and is a region of the IANA time
 *       zone database, spelled as there; an offset is not one;
 *   <li>the keys of {@code weekly} are days;
 *   <li>times are {@code HH:MM} from 00:00 to 23:59; an end may be 24:00, which is midnight at the end of the day;
 *   <li>the ranges of a day or holiday are in order and do not overlap; they may touch. So only the last one can run into the next
 *       day. What it covers there may be covered by the next day's ranges as well;
 *   <li>dates are of the calendar, a holiday does not end before it begins, and no date is covered by two holidays;
 *   <li>the maxima below.
 * </ul>
 *
 * Ranges must be right even where {@code closed} or {@code alwaysOpen} leaves them without effect, so that taking that away later
 * cannot bring wrong hours into force.
 */
public final class HoursRules {

    /** How many ranges a day or a holiday may have. */
    public static final int MAX_RANGES = 24;

    /** How many holidays there may be. */
    public static final int MAX_HOLIDAYS = 500;

    /** How many dates one holiday may cover. */
    public static final int MAX_HOLIDAY_DAYS = 366;

    /** The regions; the zones of Unix System V, which Java knows besides, are not in the database. */
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> !id.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());

    private final List<FieldError> errors = new ArrayList<>();

    private HoursRules() {}

    /**
     * What is wrong.
     *
     * @param businessHours a member that is null or has another type than it should counts as absent: to report that is the
     *     schema's part
     * @param field where the hours are in the body; the empty string when they are the body
     */
    public static List<FieldError> violations(JsonNode businessHours, String field) {
        HoursRules rules = new HoursRules();
        rules.check(businessHours, field);
        return List.copyOf(rules.errors);
    }

    private void check(JsonNode businessHours, String field) {
        JsonNode weekly = businessHours.path("weekly");
        JsonNode holidays = businessHours.path("holidays");
        timezone(
                WireText.text(businessHours, "timezone"),
                weekly.isObject() || (holidays.isArray() && !holidays.isEmpty()),
                at(field, "timezone"));
        if (weekly.isObject()) {
            weekly.properties().forEach(day -> day(day.getKey(), day.getValue(), at(field, "weekly")));
        }
        if (holidays.isArray()) {
            holidays(holidays, at(field, "holidays"));
        }
    }

    private void timezone(@Nullable String timezone, boolean required, String field) {
        if (timezone == null) {
            if (required) {
                wrong(field, "is required when weekly or holidays are set");
            }
        } else if (!ZONES.contains(timezone)) {
            wrong(field, "must be the name of an IANA time zone, such as America/Denver");
        }
    }

    private void day(String name, JsonNode hours, String field) {
        if (WireText.DAYS.contains(name)) {
            ranges(hours.path("ranges"), at(at(field, name), "ranges"));
        } else {
            wrong(at(field, name), "is not a day: the days are " + String.join(", ", WireText.DAYS));
        }
    }

    private void ranges(JsonNode ranges, String field) {
        if (!ranges.isArray()) {
            return;
        }
        if (ranges.size() > MAX_RANGES) {
            wrong(field, "must have at most " + MAX_RANGES + " ranges");
            return;
        }
        Window previous = null;
        for (int i = 0; i < ranges.size(); i++) {
            Window window = range(ranges.get(i), previous, at(field, i));
            previous = window == null ? previous : window;
        }
    }

    private @Nullable Window range(JsonNode range, @Nullable Window previous, String field) {
        Integer start = WireText.start(range);
        Integer end = WireText.end(range);
        if (start == null) {
            wrong(at(field, "start"), "must be a time HH:MM from 00:00 to 23:59");
        } else if (previous != null && start < previous.start()) {
            wrong(at(field, "start"), "must be in order: it is before the start of the range before");
        } else if (previous != null && start < previous.end()) {
            wrong(at(field, "start"), "must not overlap the range before");
        }
        if (end == null) {
            wrong(at(field, "end"), "must be a time HH:MM from 00:00 to 24:00");
        }
        return start == null || end == null ? null : Window.of(start, end);
    }

    private void holidays(JsonNode holidays, String field) {
        if (holidays.size() > MAX_HOLIDAYS) {
            wrong(field, "must have at most " + MAX_HOLIDAYS + " holidays");
            return;
        }
        List<Dates> before = new ArrayList<>();
        for (int i = 0; i < holidays.size(); i++) {
            JsonNode holiday = holidays.get(i);
            String place = at(field, i);
            Dates dates = dates(holiday, i, place);
            if (dates != null) {
                for (Dates other : before) {
                    if (dates.meets(other)) {
                        wrong(at(place, "date"), "must not cover a date that holiday " + other.index + " covers");
                        break;
                    }
                }
                before.add(dates);
            }
            ranges(holiday.path("ranges"), at(place, "ranges"));
        }
    }

    /** The dates of a holiday; null when they are wrong. */
    private @Nullable Dates dates(JsonNode holiday, int index, String field) {
        LocalDate first = WireText.date(WireText.text(holiday, "date"));
        if (first == null) {
            wrong(at(field, "date"), "must be a date YYYY-MM-DD");
        }
        String endDate = WireText.text(holiday, "endDate");
        LocalDate last = endDate == null ? first : WireText.date(endDate);
        if (endDate != null && last == null) {
            wrong(at(field, "endDate"), "must be a date YYYY-MM-DD");
        }
        if (first == null || last == null) {
            return null;
        }
        if (last.isBefore(first)) {
            wrong(at(field, "endDate"), "must not be before date");
            return null;
        }
        if (last.toEpochDay() - first.toEpochDay() >= MAX_HOLIDAY_DAYS) {
            wrong(at(field, "endDate"), "must leave the holiday at most " + MAX_HOLIDAY_DAYS + " days");
            return null;
        }
        return new Dates(index, first, last);
    }

    /** The dates of a holiday, both ends included. */
    private record Dates(int index, LocalDate first, LocalDate last) {
        boolean meets(Dates other) {
            return !first.isAfter(other.last) && !other.first.isAfter(last);
        }
    }

    private void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    private static String at(String field, Object member) {
        return field.isEmpty() ? member.toString() : field + "." + member;
    }
}
