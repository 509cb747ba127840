package dev.parley.flowyte.hours;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Makes hours that follow the rules and whose times and holidays crowd around a date and times at which something happens. */
final class GeneratedHours {

    private static final int DAY = 24 * 60;

    private final Random random;
    private final LocalDate center;
    /** The minutes of the day that are chosen from. */
    private final List<Integer> times;

    private GeneratedHours(Random random, LocalDate center, List<LocalTime> moments) {
        this.random = random;
        this.center = center;
        TreeSet<Integer> chosen = new TreeSet<>(List.of(0, 30, 9 * 60, 17 * 60, 23 * 60, DAY - 1));
        for (LocalTime moment : moments) {
            for (int distance : new int[] {-60, -30, -15, 0, 1, 15, 30, 60}) {
                chosen.add(Math.floorMod(moment.toSecondOfDay() / 60 + distance, DAY));
            }
        }
        IntStream.range(0, 5).forEach(i -> chosen.add(random.nextInt(DAY)));
        this.times = List.copyOf(chosen);
    }

    /**
     * Hours.
     *
     * @param center the date around which there are holidays
     * @param moments times around which there are ends of ranges
     */
    static ObjectNode around(Random random, String zone, LocalDate center, List<LocalTime> moments) {
        return new GeneratedHours(random, center, moments).hours(zone);
    }

    private ObjectNode hours(String zone) {
        ObjectNode hours = StrictJson.NODES.objectNode().put("timezone", zone);
        boolean weekly = chance(95);
        if (weekly) {
            ObjectNode week = hours.putObject("weekly");
            boolean mostlyAlways = chance(15);
            for (String day : WireText.DAYS) {
                day(week, day, mostlyAlways);
            }
        }
        if (!weekly || chance(80)) {
            holidays(hours.putArray("holidays"));
        }
        return hours;
    }

    private void day(ObjectNode week, String name, boolean mostlyAlways) {
        if (mostlyAlways && chance(90)) {
            week.putObject(name).put("alwaysOpen", true);
            return;
        }
        switch (random.nextInt(10)) {
            case 0 -> {
                // The day is missing.
            }
            case 1 -> ranges(week.putObject(name).put("closed", true).put("alwaysOpen", chance(50)));
            case 2 -> ranges(week.putObject(name).put("alwaysOpen", true));
            case 3 -> week.putObject(name);
            default -> ranges(week.putObject(name));
        }
    }

    private void holidays(ArrayNode holidays) {
        List<ObjectNode> made = new ArrayList<>();
        LocalDate date = center.minusDays(random.nextInt(5));
        for (int i = random.nextInt(5); i >= 0; i--) {
            LocalDate last = date.plusDays(chance(60) ? 0 : 1 + random.nextInt(3));
            ObjectNode holiday = StrictJson.NODES.objectNode().put("date", date.toString());
            if (last.isAfter(date) || chance(20)) {
                holiday.put("endDate", last.toString());
            } else if (chance(30)) {
                holiday.put("endDate", "");
            }
            switch (random.nextInt(6)) {
                case 0 -> ranges(holiday.put("closed", true));
                case 1 -> holiday.put("closed", true);
                case 2 -> holiday.put("name", "without hours");
                case 3 -> range(holiday.putArray("ranges"), 0, DAY);
                default -> ranges(holiday);
            }
            made.add(holiday);
            date = last.plusDays(1 + (chance(60) ? 0 : random.nextInt(3)));
        }
        Collections.shuffle(made, random);
        holidays.addAll(made);
    }

    private void ranges(ObjectNode hours) {
        ArrayNode ranges = hours.putArray("ranges");
        int from = 0;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int start = chance(30) ? from : timeFrom(from);
            if (start >= DAY) {
                return;
            }
            if (chance(i == 0 ? 40 : 5)) {
                List<Integer> ends =
                        times.stream().filter(time -> time <= start).toList();
                range(ranges, start, chance(15) || ends.isEmpty() ? start : ends.get(random.nextInt(ends.size())));
                return;
            }
            int end = timeFrom(start + 1);
            range(ranges, start, end);
            from = end;
        }
    }

    /** A time not before a minute; the end of the day when there is none, and sometimes anyway. */
    private int timeFrom(int minute) {
        List<Integer> possible = times.stream().filter(time -> time >= minute).toList();
        return possible.isEmpty() || chance(5) ? DAY : possible.get(random.nextInt(possible.size()));
    }

    private void range(ArrayNode ranges, int start, int end) {
        ranges.addObject().put("start", text(start)).put("end", text(end));
    }

    private static String text(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
