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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers of requests with an {@code Idempotency-Key}. The row of a key is inserted in the transaction of its request, so that both
 * commit or neither does: a second request with the key finds the answer, or, if the first failed, runs itself. One that comes while
 * the first still runs, in this process or in another, is refused: waiting would hold a connection and lead to the same.
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

    /** The keys of the requests that run in this process: workspace, actor and key. What other processes run, the database knows. */
    private final Set<List<String>> running = ConcurrentHashMap.newKeySet();

    private @Nullable ScheduledFuture<?> cleaning;

    Idempotency(Sql sql, Database database, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.sql = sql;
        this.database = database;
        this.scheduler = scheduler;
    }

    /**
     * Runs a request, unless one with its key is running in this process.
     *
     * @throws dev.parley.core.error.ApiException 409 when there is one
     */
    <T> T alone(Optional<IdempotencyKey> key, Supplier<T> request) {
        if (key.isEmpty()) {
            return request.get();
        }
        List<String> name =
                List.of(key.get().workspaceId(), key.get().actor(), key.get().key());
        if (!running.add(name)) {
            throw CoreError.IDEMPOTENCY_KEY_IN_USE.exception();
        }
        try {
            return request.get();
        } finally {
            running.remove(name);
        }
    }

    /**
     * Takes a key for the running transaction.
     *
     * @return the answer of the request that used the key before, or empty when this one is the first
     * @throws dev.parley.core.error.ApiException 409 when a request with the key is running in another process; 422 when the key stands
     *     for a different request
     */
    Optional<Answer> claim(IdempotencyKey key, Instant at) {
        sql.update(
                "delete from core_idempotency where workspace_id = ? and actor = ? and idempotency_key = ? and created_at < ?",
                key.workspaceId(),
                key.actor(),
                key.key(),
                at.minus(KEPT));
        // A lock that is not waited for stands before the row of the key, which would be.
        int inserted = sql.update(
                """
                insert into core_idempotency(workspace_id, actor, idempotency_key, fingerprint, status, created_at)
                select cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as bytea), 0,
                  cast(? as timestamp with time zone)
                where\s""" + database.lockAtOnce() + " on conflict do nothing",
                key.workspaceId(),
                key.actor(),
                key.key(),
                key.fingerprint(),
                at,
                key.lock());
        if (inserted == 1) {
            return Optional.empty();
        }
        Optional<Answer> known = find(key, at);
        if (known.isEmpty()) {
            throw CoreError.IDEMPOTENCY_KEY_IN_USE.exception();
        }
        return known;
    }

    /**
     * The answer of the request that used a key before, or empty when there was none.
     *
     * @throws dev.parley.core.error.ApiException 422 when the key stands for a different request
     */
    Optional<Answer> find(IdempotencyKey key, Instant at) {
        Optional<Stored> found = sql.first(
                "select fingerprint, status, answer, entity_tag from core_idempotency"
                        + " where workspace_id = ? and actor = ? and idempotency_key = ? and created_at >= ?",
                row -> new Stored(
                        row.getBytes("fingerprint"),
                        new Answer(row.getInt("status"), row.getBytes("answer"), row.getString("entity_tag"))),
                key.workspaceId(),
                key.actor(),
                key.key(),
                at.minus(KEPT));
        if (found.isPresent() && !Arrays.equals(found.get().fingerprint(), key.fingerprint())) {
            throw CoreError.IDEMPOTENCY_KEY_REUSED.exception();
        }
        return found.map(Stored::answer);
    }

    /** Keeps the answer of the request that claimed the key. */
    void store(IdempotencyKey key, Answer answer) {
        sql.runLast(List.of(Sql.Batch.of(
                "update core_idempotency set status = ?, answer = ?, entity_tag = ? where workspace_id = ? and actor = ? and idempotency_key = ?",
                answer.status(),
                answer.body(),
                answer.entityTag(),
                key.workspaceId(),
                key.actor(),
                key.key())));
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

    private record Stored(byte[] fingerprint, Answer answer) {}
}
