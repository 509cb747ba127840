package dev.parley.core.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Database;
import dev.parley.core.database.DatabaseException;
import dev.parley.core.database.Sql;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way from a change to its readers. An event is stored with the change, one row a reader (so that without readers
 * nothing is stored), and its row goes when the reader has taken it. Rows are claimed with {@code skip locked}, so several instances
 * share the work.
 */
@Context // from the start: events may be waiting
public class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MAX_PER_ROUND = 1000;
    private static final int MAX_DOUBLINGS = 9;

    private final Sql sql;
    private final Database database;
    private final List<OutboxReader> readers;
    private final TaskScheduler scheduler;
    private @Nullable ScheduledFuture<?> delivery;

    Outbox(
            Sql sql,
            Database database,
            List<OutboxReader> readers,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.sql = sql;
        this.database = database;
        this.scheduler = scheduler;
        this.readers = List.copyOf(readers);
    }

    /**
     * What stores an event for every reader, to be run in the transaction of what happened.
     *
     * @param type what happened, as {@code noun.verb}, at most 64 characters
     * @param payload the particulars, a JSON object
     */
    public Sql.Batch publishing(Write write, String type, JsonNode payload) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (OutboxReader reader : readers) {
            rows.add(new @Nullable Object[] {
                reader.name(), write.caller().workspaceId(), type, payload.toString(), write.at(), write.at()
            });
        }
        return new Sql.Batch(
                "insert into core_outbox(reader, workspace_id, type, payload, at, next_at) values (?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** Runs until the application stops, and not again while it stops. */
    @PostConstruct
    void begin() {
        if (!readers.isEmpty()) {
            delivery = scheduler.scheduleWithFixedDelay(Duration.ofSeconds(1), PAUSE, this::deliver);
        }
    }

    @PreDestroy
    void end() {
        if (delivery != null) {
            delivery.cancel(false);
        }
    }

    private void deliver() {
        try {
            readers.forEach(this::deliver);
        } catch (RuntimeException e) {
            // Thrown on, it would end the delivery for good.
            LOG.warn("Events could not be delivered; it is tried again", DatabaseException.loggable(e));
        }
    }

    private void deliver(OutboxReader reader) {
        List<Long> waiting = sql.list(
                "select id from core_outbox where reader = ? and next_at <= ? order by reader, next_at, id limit ?",
                row -> row.getLong("id"),
                reader.name(),
                Instant.now(),
                MAX_PER_ROUND);
        waiting.forEach(id -> deliver(reader, id));
    }

    /** Hands an event to its reader, unless another instance has it; what the reader changes is committed with its removal. */
    private void deliver(OutboxReader reader, long id) {
        try {
            database.write(() -> {
                Optional<OutboxEvent> event = sql.first(
                        "select workspace_id, type, payload, at from core_outbox where id = ? for update skip locked",
                        row -> new OutboxEvent(
                                row.getString("workspace_id"),
                                row.getString("type"),
                                row.getString("payload"),
                                Objects.requireNonNull(Sql.instant(row, "at"))),
                        id);
                event.ifPresent(reader::accept);
                return event.isPresent() ? sql.update("delete from core_outbox where id = ?", id) : 0;
            });
        } catch (RuntimeException e) {
            LOG.warn(
                    "The outbox reader {} did not take event {}; it is offered again",
                    reader.name(),
                    id,
                    DatabaseException.loggable(e));
            postpone(id);
        }
    }

    /** Doubles the wait of an event that was not taken, so that it holds up no other. */
    private void postpone(long id) {
        int attempts = sql.first("select attempts from core_outbox where id = ?", row -> row.getInt("attempts"), id)
                .orElse(0);
        Duration wait = Duration.ofSeconds(1L << Math.min(attempts, MAX_DOUBLINGS));
        database.write(() -> sql.update(
                "update core_outbox set attempts = attempts + 1, next_at = ? where id = ?",
                Instant.now().plus(wait),
                id));
    }
}
