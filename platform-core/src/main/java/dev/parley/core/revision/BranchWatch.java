package dev.parley.core.revision;

import dev.parley.core.database.Database;
import dev.parley.core.database.DatabaseException;
import dev.parley.core.database.Sql;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells soon when branches change, whichever instance changed them. One thread asks the store for the sequences of what is watched: right
 * after each write of this process, and where other processes write too, every few milliseconds as long as anything is watched.
 */
@Singleton
public class BranchWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BranchWatch.class);
    private static final Duration IDLE = Duration.ofSeconds(5);
    /** Writes in quick succession are looked at together. */
    private static final Duration BREATH = Duration.ofMillis(2);

    private static final int MAX_IDS = 500;

    private final Sql sql;
    private final Duration pause;
    private final Map<Long, Watched> watched = new ConcurrentHashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private @Nullable Thread thread;
    private volatile boolean stopped;

    BranchWatch(
            Sql sql, Database database, @Property(name = "parley.watch.pause", defaultValue = "15ms") Duration pause) {
        this.sql = sql;
        this.pause = database.isShared() ? pause : IDLE;
        database.afterWrites(this::wake);
    }

    /** Wants to know of the changes of one branch. Runs on the one thread of the watch: it must be quick. */
    public interface Watcher {
        /**
         * The branch has changed.
         *
         * @param sequence the number of its last change
         */
        void changed(long sequence);

        /** The branch is gone, and nothing more is told of it. */
        void gone();
    }

    private static final class Watched {
        private final Watcher watcher;
        private volatile long sequence;

        Watched(Watcher watcher, long sequence) {
            this.watcher = watcher;
            this.sequence = sequence;
        }
    }

    /**
     * Watches a branch; a watcher that the branch had is replaced.
     *
     * @param branch the branch as it was looked up; the watcher is told of what came after its sequence
     */
    public void watch(Branch branch, Watcher watcher) {
        watched.put(branch.id(), new Watched(watcher, branch.sequence()));
        synchronized (this) {
            if (thread == null && !stopped) {
                Thread started = new Thread(this::run, "parley-watch");
                started.setDaemon(true);
                started.start();
                thread = started;
            }
        }
        wake.release();
    }

    /** Ends the watching of a branch by a watcher, if it has not been replaced by another. */
    public void forget(Branch branch, Watcher watcher) {
        watched.computeIfPresent(branch.id(), (id, of) -> of.watcher == watcher ? null : of);
    }

    private void wake() {
        if (!watched.isEmpty() && wake.availablePermits() == 0) {
            wake.release();
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
        wake.release();
    }

    private void run() {
        while (!stopped) {
            try {
                Duration wait = watched.isEmpty() ? IDLE : pause;
                if (wake.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
                look();
                TimeUnit.MILLISECONDS.sleep(BREATH.toMillis());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.warn("Branches could not be watched; it is tried again", DatabaseException.loggable(e));
                    pauseAfterFailure();
                }
            }
        }
    }

    private void pauseAfterFailure() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private void look() {
        List<Long> ids = List.copyOf(watched.keySet());
        for (int from = 0; from < ids.size(); from += MAX_IDS) {
            look(ids.subList(from, Math.min(ids.size(), from + MAX_IDS)));
        }
    }

    private void look(List<Long> ids) {
        Map<Long, Long> sequences = new HashMap<>();
        sql.list(
                        "select id, seq from core_branch where id in (" + "?, ".repeat(ids.size() - 1)
                                + "?) and state = 0",
                        row -> Map.entry(row.getLong("id"), row.getLong("seq")),
                        new ArrayList<Object>(ids).toArray())
                .forEach(row -> sequences.put(row.getKey(), row.getValue()));
        for (long id : ids) {
            Watched of = watched.get(id);
            Long sequence = sequences.get(id);
            if (of != null && sequence == null) {
                watched.remove(id, of);
                tell(of.watcher::gone);
            } else if (of != null && sequence > of.sequence) {
                // A watcher that fails is told again.
                tell(() -> {
                    of.watcher.changed(sequence);
                    of.sequence = sequence;
                });
            }
        }
    }

    /** One watcher that fails does not keep the others from being told. */
    private static void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.warn("A watcher failed", DatabaseException.loggable(e));
        }
    }
}
