package dev.parley.check;

import dev.parley.check.Findings.Promise;
import dev.parley.core.testing.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Callers that work on a few documents of every kind at the same time. When a document has had enough operations, it is read once more,
 * its history is checked, and a new one takes its place: so histories stay short, and what is wrong is known soon.
 */
public final class Workload {

    /** How long a caller thinks between two operations, so that an instance that starts again finds a processor. */
    private static final int THINKING_MILLIS = Integer.getInteger("parley.check.thinking", 0);

    private final int callers;
    private final int operationsOfADocument;
    private final long seed;
    private final List<IntSupplier> ports;
    private final String key;
    private final List<Place> places = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger documents = new AtomicInteger();
    private final AtomicLong names = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Findings findings = new Findings();
    private final Ledger ledger = new Ledger();

    /**
     * @param ports where the instances listen, asked for each request
     * @param key an API key for everything
     * @param callers how many there are
     * @param operationsOfADocument after so many a document is checked
     * @param seed what the callers' choices follow from
     */
    public Workload(List<IntSupplier> ports, String key, int callers, int operationsOfADocument, long seed) {
        this.ports = List.copyOf(ports);
        this.key = key;
        this.callers = callers;
        this.operationsOfADocument = operationsOfADocument;
        this.seed = seed;
        Caller first = caller(callers);
        Setting setting = Setting.create(this, first);
        List<Function<Caller, Document>> kinds = List.of(
                setting::topics,
                setting::variant,
                setting::page,
                setting::flowyteAgent,
                setting::release,
                setting::number,
                setting::name,
                setting::topics,
                setting::page,
                setting::flowyteAgent);
        kinds.forEach(kind -> places.add(new Place(kind, first)));
    }

    private Caller caller(int number) {
        return new Caller(this, ports, key, number, new Random(seed * 31 + number));
    }

    /** Lets the callers begin. */
    public void start() {
        for (int i = 0; i < callers; i++) {
            Caller caller = caller(i);
            Thread thread = new Thread(() -> work(caller), "caller " + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void work(Caller caller) {
        try {
            while (!stopped.get()) {
                // The first places are busier than the last.
                int place = Math.min(
                        caller.random().nextInt(places.size()), caller.random().nextInt(places.size()));
                places.get(place).use(caller);
                if (THINKING_MILLIS > 0) {
                    Threads.pause(caller.random().nextInt(2 * THINKING_MILLIS));
                }
            }
        } catch (RuntimeException | AssertionError e) {
            findings.add(Promise.THE_REST_HOLDS, "A caller could not go on: " + e);
            stopped.set(true);
        }
    }

    /**
     * Compares what was sent with what the audit has of it.
     *
     * @param audited how many changes the audit has by request id
     */
    public void compare(Map<String, Integer> audited) {
        ledger.compare(audited, findings);
    }

    /** Lets the callers end what they are at, and checks the documents that they were at work on. */
    public void stop() {
        stopped.set(true);
        threads.forEach(Threads::join);
        Caller last = caller(callers + 1);
        places.forEach(place -> place.end(last));
    }

    /** Whether the callers are at work: until they are stopped, or one of them cannot go on, which is found. */
    public boolean isGoingOn() {
        return !stopped.get();
    }

    /** How many requests were sent, those that were sent again not counted. */
    public int operations() {
        return operations.get();
    }

    /** How many times an answer did not come. */
    public int unknown() {
        return unknown.get();
    }

    /** How many documents were checked. */
    public int documents() {
        return documents.get();
    }

    public Findings findings() {
        return findings;
    }

    Ledger ledger() {
        return ledger;
    }

    void count() {
        operations.incrementAndGet();
    }

    void countUnknown() {
        unknown.incrementAndGet();
    }

    /** A text that was never used before. */
    String next(String prefix) {
        return prefix + names.incrementAndGet();
    }

    private void check(Document document) {
        documents.incrementAndGet();
        try {
            Checker.check(document.history()).ifPresent(findings::add);
        } catch (Search.UndecidedException e) {
            findings.add(
                    Promise.THE_REST_HOLDS,
                    "Whether an order explains it could not be told: "
                            + document.history().document() + document.history().text());
        }
    }

    /** Where a document is worked on, and another one of its kind after it. */
    private final class Place {

        private final Function<Caller, Document> kind;
        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private Document document;

        Place(Function<Caller, Document> kind, Caller caller) {
            this.kind = kind;
            this.document = kind.apply(caller);
        }

        void use(Caller caller) {
            boolean isOver;
            Lock shared = lock.readLock();
            shared.lock();
            try {
                document.act(caller);
                isOver = isOver();
            } finally {
                shared.unlock();
            }
            if (isOver) {
                Lock alone = lock.writeLock();
                alone.lock();
                try {
                    if (isOver()) {
                        end(caller);
                        document = kind.apply(caller);
                    }
                } finally {
                    alone.unlock();
                }
            }
        }

        private boolean isOver() {
            return document.history().size() >= Math.min(operationsOfADocument, document.enough());
        }

        /** Nobody else is at work on it. */
        void end(Caller caller) {
            document.read(caller);
            check(document);
            document.remove(caller);
        }
    }
}
