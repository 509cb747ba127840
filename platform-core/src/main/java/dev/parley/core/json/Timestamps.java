package dev.parley.core.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments as the wire writes them: ISO 8601 in UTC with exactly three decimals, {@code 2026-05-08T18:26:17.438Z}. */
public final class Timestamps {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** The text of a moment. */
    public static String text(Instant moment) {
        return MILLIS.format(moment);
    }
}
