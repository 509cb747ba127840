package dev.parley.core.testing;

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
}
