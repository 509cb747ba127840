package dev.parley.core.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.database.Database;
import dev.parley.core.database.Sql;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way from a change to its readers. An event is stored with the change, one row a reader (so that without readers
 * nothing is stored), and its row goes when the reader has taken it. Rows are claimed with {@code skip locked}, so several instances
 * share the work.
 */
@Singleton
public class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MAX_PER_ROUND = 1000;

    private final Sql sql;
    private final Database database;
    private final List<OutboxReader> readers;

    Outbox(Sql sql, Database database, List<OutboxReader> readers) {
        this.sql = sql;
        this.database = database;
        this.readers = List.copyOf(readers);
    }

    /**
     * Stores an event for every reader, in the running transaction.
     *
     * @param type what happened, as {@code noun.verb}, at most 64 characters
     * @param payload the particulars, a JSON object
     */
    public void publish(Write write, String type, JsonNode payload) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (OutboxReader reader : readers) {
            rows.add(new @Nullable Object[] {
                reader.name(), write.caller().workspaceId(), type, payload.toString(), write.at()
            });
        }
        sql.batch("insert into core_outbox(reader, workspace_id, type, payload, at) values (?, ?, ?, ?, ?)", rows);
    }

    @Scheduled(fixedDelay = "250ms", initialDelay = "1s")
    void deliver() {
        for (OutboxReader reader : readers) {
            int delivered = 0;
            while (delivered < MAX_PER_ROUND && deliverOne(reader)) {
                delivered++;
            }
        }
    }

    /** Hands the oldest event that nobody else holds to a reader; false when there is none or the reader did not take it. */
    private boolean deliverOne(OutboxReader reader) {
        try {
            return database.write(() -> {
                Optional<Row> next = sql.first(
                        """
                        select id, workspace_id, type, payload, at from core_outbox where reader = ?
                        order by reader, id limit 1 for update skip locked""",
                        row -> new Row(
                                row.getLong("id"),
                                new OutboxEvent(
                                        row.getString("workspace_id"),
                                        row.getString("type"),
                                        row.getString("payload"),
                                        java.util.Objects.requireNonNull(Sql.instant(row, "at")))),
                        reader.name());
                next.ifPresent(row -> {
                    reader.accept(row.event());
                    sql.update("delete from core_outbox where id = ?", row.id());
                });
                return next.isPresent();
            });
        } catch (RuntimeException e) {
            LOG.warn("The outbox reader {} did not take an event; it is offered again", reader.name(), e);
            return false;
        }
    }

    private record Row(long id, OutboxEvent event) {}
}
