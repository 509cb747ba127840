package dev.parley.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Gathers times and prints their medians. */
final class Table {

    private static final String LINE = "%-58s %10s %10s %8s %9s %9s%n";

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private boolean warm;

    private static final class Row {
        final List<Long> small = new ArrayList<>();
        final List<Long> large = new ArrayList<>();
        final double aim;
        final String floor;

        Row(double aim, String floor) {
            this.aim = aim;
            this.floor = floor;
        }
    }

    /** From now on times count. */
    void warm() {
        warm = true;
    }

    /**
     * Times work.
     *
     * @param what the row
     * @param large whether the time goes to the column of the large agent
     * @param aim how many times as long the large one may take; 0 when nothing is aimed at
     * @param floor the row to compare with; empty when this is one itself
     */
    void time(String what, boolean large, double aim, String floor, Runnable work) {
        long start = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - start;
        if (warm) {
            Row row = rows.computeIfAbsent(what, name -> new Row(aim, floor));
            (large ? row.large : row.small).add(nanos);
        }
    }

    void print() {
        System.out.printf(LINE, "what", "small µs", "large µs", "ratio", "aim", "floor µs");
        rows.forEach((what, row) -> {
            if (row.floor.isEmpty()) {
                return;
            }
            double ratio = median(row.large, Long::doubleValue) / median(row.small, Long::doubleValue);
            System.out.printf(
                    LINE,
                    what,
                    micros(row.small),
                    micros(row.large),
                    "%.2f".formatted(ratio) + (row.aim > 0 && ratio > row.aim ? "!" : " "),
                    row.aim > 0 ? "<= %.4g".formatted(row.aim) : "",
                    rows.containsKey(row.floor) ? micros(rows.get(row.floor).small) : "");
        });
    }

    private static String micros(List<Long> nanos) {
        return "%,.0f".formatted(median(nanos, Long::doubleValue) / 1000);
    }

    /** Of an even number of values it is the greater one in the middle. */
    static <T> double median(List<T> results, ToDoubleFunction<T> of) {
        double[] sorted = results.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
