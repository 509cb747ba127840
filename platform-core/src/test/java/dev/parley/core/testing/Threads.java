package dev.parley.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What tests do with threads. */
public final class Threads {

    private Threads() {}

    /** Waits for the end of a thread; fails when this one is interrupted meanwhile. */
    public static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for a while: not at all when that is negative; fails when this thread is interrupted meanwhile. */
    public static void pause(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits until a condition holds.
     *
     * @param patience how long at most; after that it fails
     * @param otherwise what to say then
     */
    public static void await(Duration patience, BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(end);
            pause(20);
        }
    }
}
