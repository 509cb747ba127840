package dev.parley.check;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What was found to be wrong, by the promise that it breaks. Threads add to it at the same time. */
public final class Findings {

    /** What the service promises. */
    public enum Promise {
        NOTHING_ACKNOWLEDGED_IS_LOST("acknowledged writes lost"),
        NO_STALE_WRITE_IS_ACCEPTED("stale writes accepted"),
        NOTHING_ACTS_TWICE("duplicates"),
        THE_REST_HOLDS("invariant violations");

        private final String broken;

        Promise(String broken) {
            this.broken = broken;
        }
    }

    private final Map<Promise, LongAdder> counts = new EnumMap<>(Promise.class);
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    Findings() {
        for (Promise promise : Promise.values()) {
            counts.put(promise, new LongAdder());
        }
    }

    void add(Promise promise, String text) {
        counts.getOrDefault(promise, new LongAdder()).increment();
        texts.add(text);
    }

    void add(Violation violation) {
        add(
                switch (violation.kind()) {
                    case LOST_WRITE -> Promise.NOTHING_ACKNOWLEDGED_IS_LOST;
                    case STALE_WRITE -> Promise.NO_STALE_WRITE_IS_ACCEPTED;
                    case DUPLICATE -> Promise.NOTHING_ACTS_TWICE;
                    case STALE_READ, UNEXPLAINED -> Promise.THE_REST_HOLDS;
                },
                violation.toString());
    }

    /** How often a promise was found broken. */
    public long count(Promise promise) {
        return counts.getOrDefault(promise, new LongAdder()).sum();
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** What was found, in words. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /** The counts, in one line. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        for (Promise promise : Promise.values()) {
            line.append(line.isEmpty() ? "" : ", ")
                    .append(count(promise))
                    .append(' ')
                    .append(promise.broken);
        }
        return line.toString();
    }
}
