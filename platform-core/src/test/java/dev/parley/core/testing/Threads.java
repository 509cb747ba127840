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

    /** Waits for a while: not at all when that is negative; fails when this thread is interrupted meanwhile. */
    public static void pause(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
