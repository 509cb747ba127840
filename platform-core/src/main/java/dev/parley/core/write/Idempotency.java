package dev.parley.core.write;

import dev.parley.core.database.Database;
import dev.parley.core.database.DatabaseException;
import dev.parley.core.database.Sql;
import dev.parley.core.error.CoreError;
import dev.parley.core.family.Answer;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers of requests with an {@code Idempotency-Key}. The row of a key is inserted in the transaction of its request, so a second
 * request with the key waits until the first has ended: then it finds the answer, or, if the first failed, runs itself.
 */
@Context
class Idempotency {

    /** How long an answer is kept. */
    static final Duration KEPT = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
    private static final int BATCH = 1000;

    private final Sql sql;
    private final Database database;
    private final TaskScheduler scheduler;
    private @Nullable ScheduledFuture<?> cleaning;

    Idempotency(Sql sql, Database database, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.sql = sql;
        this.database = database;
        this.scheduler = scheduler;
    }

    /**
     * Takes a key for the running transaction.
     *
     * @return the answer of the request that used the key before, or empty when this one is the first
     * @throws dev.parley.core.error.ApiException 422 when the key stands for a different request
     */
    Optional<Answer> claim(IdempotencyKey key, Instant at) {
        sql.update(
                "delete from core_idempotency where workspace_id = ? and actor = ? and idempotency_key = ? and created_at < ?",
                key.workspaceId(),
                key.actor(),
                key.key(),
                at.minus(KEPT));
        int inserted = sql.update("""
                insert into core_idempotency(workspace_id, actor, idempotency_key, fingerprint, status, created_at)
                values (?, ?, ?, ?, 0, ?) on conflict do nothing""", key.workspaceId(), key.actor(), key.key(), key.fingerprint(), at);
        return inserted == 1 ? Optional.empty() : Optional.of(find(key, at).orElseThrow());
    }

    /**
     * The answer of the request that used a key before, or empty when there was none.
     *
     * @throws dev.parley.core.error.ApiException 422 when the key stands for a different request
     */
    Optional<Answer> find(IdempotencyKey key, Instant at) {
        Optional<Stored> found = sql.first(
                "select fingerprint, status, answer from core_idempotency"
                        + " where workspace_id = ? and actor = ? and idempotency_key = ? and created_at >= ?",
                row -> new Stored(row.getBytes("fingerprint"), row.getInt("status"), row.getBytes("answer")),
                key.workspaceId(),
                key.actor(),
                key.key(),
                at.minus(KEPT));
        if (found.isPresent() && !Arrays.equals(found.get().fingerprint(), key.fingerprint())) {
            throw CoreError.IDEMPOTENCY_KEY_REUSED.exception();
        }
        return found.map(stored -> new Answer(stored.status(), stored.answer()));
    }

    /** Keeps the answer of the request that claimed the key. */
    void store(IdempotencyKey key, Answer answer) {
        sql.update(
                "update core_idempotency set status = ?, answer = ? where workspace_id = ? and actor = ? and idempotency_key = ?",
                answer.status(),
                answer.body(),
                key.workspaceId(),
                key.actor(),
                key.key());
    }

    @PostConstruct
    void begin() {
        cleaning = scheduler.scheduleWithFixedDelay(Duration.ofMinutes(1), Duration.ofHours(1), this::forgetOld);
    }

    @PreDestroy
    void end() {
        if (cleaning != null) {
            cleaning.cancel(false);
        }
    }

    /** In stretches of the age, so that no transaction is long. */
    void forgetOld() {
        try {
            Instant old = Instant.now().minus(KEPT);
            boolean more = true;
            while (more) {
                Optional<Instant> last = sql.first(
                        "select created_at from core_idempotency where created_at < ? order by created_at limit 1 offset ?",
                        row -> Objects.requireNonNull(Sql.instant(row, "created_at")),
                        old,
                        BATCH);
                Instant until = last.orElse(old.minus(1, ChronoUnit.MICROS));
                database.write(() -> sql.update("delete from core_idempotency where created_at <= ?", until));
                more = last.isPresent();
            }
        } catch (RuntimeException e) {
            LOG.warn("Old idempotency keys were not forgotten; it is tried again", DatabaseException.loggable(e));
        }
    }

    private record Stored(byte[] fingerprint, int status, byte[] answer) {}
}
