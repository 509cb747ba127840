package dev.parley.realtimeconfig.schedule;

import dev.parley.core.database.Database;
import dev.parley.core.database.DatabaseException;
import dev.parley.realtimeconfig.schedule.ScheduledChangeStore.DuePage;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes scheduled changes when they are due. Every instance looks; a change and its being done are one commit, so each is made once,
 * also when an instance ends in the middle of it.
 */
@Context // from the start: changes may be due
class ScheduleRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRunner.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MAX_PAGES = 100;

    /** Made when it is first needed, so that the start of the application need not wait for it. */
    private final BeanProvider<ScheduleService> schedule;

    private final Database database;
    private final TaskScheduler scheduler;
    private @Nullable ScheduledFuture<?> running;

    ScheduleRunner(
            BeanProvider<ScheduleService> schedule,
            Database database,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.schedule = schedule;
        this.database = database;
        this.scheduler = scheduler;
    }

    @PostConstruct
    void begin() {
        // Not at once: it would take the start some of its time.
        running = scheduler.scheduleWithFixedDelay(Duration.ofSeconds(1), PAUSE, this::run);
    }

    @PreDestroy
    void end() {
        if (running != null) {
            running.cancel(false);
        }
    }

    private void run() {
        try {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            for (DuePage due : schedule.get().due(now, MAX_PAGES)) {
                settle(due, now);
            }
        } catch (RuntimeException e) {
            LOG.warn("Scheduled changes could not be looked for; it is tried again", DatabaseException.loggable(e));
        }
    }

    /** One page that cannot be settled now does not keep the others waiting. */
    private void settle(DuePage due, Instant now) {
        try {
            boolean more = true;
            while (more) {
                more = database.write(() -> schedule.get().settleNext(due, now));
            }
        } catch (RuntimeException e) {
            LOG.warn("A scheduled change could not be made now; it is tried again", DatabaseException.loggable(e));
        }
    }
}
