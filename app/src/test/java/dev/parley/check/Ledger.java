package dev.parley.check;

import dev.parley.check.Findings.Promise;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Every write that was sent, to be compared with what the audit has of it. Each attempt has a request id of its own, and the audit keeps
 * it with the change, in the same transaction: so an acknowledged write has exactly one attempt there, a refused one none, and one whose
 * outcome is not known at the most one.
 */
final class Ledger {

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    /** Begins a write. */
    Entry open(String request) {
        Entry entry = new Entry(request);
        entries.add(entry);
        return entry;
    }

    /**
     * Compares.
     *
     * @param audited how many changes the audit has by request id
     */
    void compare(Map<String, Integer> audited, Findings findings) {
        for (Entry entry : entries) {
            List<String> acted =
                    entry.attempts.stream().filter(audited::containsKey).toList();
            if (acted.size() > 1) {
                findings.add(Promise.NOTHING_ACTS_TWICE, "Acted twice: " + entry);
            } else if (entry.outcome == Outcome.ACKNOWLEDGED && acted.isEmpty()) {
                findings.add(Promise.NOTHING_ACKNOWLEDGED_IS_LOST, "Acknowledged and not in the audit: " + entry);
            } else if (entry.outcome == Outcome.REFUSED && !acted.isEmpty()) {
                findings.add(Promise.THE_REST_HOLDS, "Refused and in the audit: " + entry);
            }
        }
    }

    private enum Outcome {
        UNKNOWN,
        ACKNOWLEDGED,
        REFUSED
    }

    /** One write. Used by one thread at a time. */
    static final class Entry {

        private final String request;
        private final List<String> attempts = new CopyOnWriteArrayList<>();
        private volatile Outcome outcome = Outcome.UNKNOWN;

        private Entry(String request) {
            this.request = request;
        }

        void attempt(String requestId) {
            attempts.add(requestId);
        }

        void acknowledged() {
            outcome = Outcome.ACKNOWLEDGED;
        }

        void refused() {
            outcome = Outcome.REFUSED;
        }

        @Override
        public String toString() {
            return request + attempts.stream().collect(Collectors.joining(", ", " (", ")"));
        }
    }
}
