package dev.parley.flowyte.hours;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the texts of {@link BusinessHours}. Whatever does not have the expected type counts as absent. */
final class WireText {

    /** The keys of {@code weekly}; Monday is the first, as in {@link java.time.DayOfWeek}. */
    static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])");
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final String END_OF_DAY = "24:00";

    private WireText() {}

    /** The text of a member; null when it is absent or empty. */
    static @Nullable String text(JsonNode object, String name) {
        String text = object.path(name).textValue();
        return text == null || text.isEmpty() ? null : text;
    }

    /** The minute of the day at which a range opens, 0 to 1439; null when the text is not such a time. */
    static @Nullable Integer start(JsonNode range) {
        return minute(text(range, "start"));
    }

    /** The minute of the day at which a range closes, 0 to 1440; null when the text is not such a time. */
    static @Nullable Integer end(JsonNode range) {
        String text = text(range, "end");
        return END_OF_DAY.equals(text) ? Integer.valueOf(Window.DAY) : minute(text);
    }

    private static @Nullable Integer minute(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = TIME.matcher(text);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) * 60 + Integer.parseInt(matcher.group(2)) : null;
    }

    /** A date; null when the text is not a date of the calendar. */
    static @Nullable LocalDate date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
