package dev.parley.core.write;

import dev.parley.core.database.Sql;
import dev.parley.core.json.StrictJson;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of who changed what and when: plain inserts, in the transaction of the change. What is recorded is also an event for the
 * readers of the outbox.
 */
@Singleton
public class Audit {

    private static final int MAX_TARGET = 400;

    private final Sql sql;
    private final Outbox outbox;

    Audit(Sql sql, Outbox outbox) {
        this.sql = sql;
        this.outbox = outbox;
    }

    /**
     * Records a change that is no change of a branch.
     *
     * @param action what was done, as {@code noun.verb}, at most 64 characters
     * @param target to what, for a person; longer text is cut
     */
    public void record(Write write, @Nullable Long spaceId, String action, String target) {
        sql.run(inserting(write, write.at(), action, target, spaceId, null, null, null));
    }

    /**
     * What records a change of a branch, to be run in its transaction.
     *
     * @param at when the branch changed
     * @param branchId the branch
     * @param sequence the number of the change on the branch
     * @param version the 32-byte hash of the branch's content after the change
     */
    public List<Sql.Batch> recordingChange(
            Write write,
            Instant at,
            long spaceId,
            long branchId,
            long sequence,
            byte[] version,
            String action,
            String target) {
        return inserting(write, at, action, target, spaceId, branchId, sequence, version);
    }

    /** Records what an operator did outside of any request. */
    public void recordOperator(String workspaceId, Instant at, String action, String target) {
        sql.update("""
                insert into core_audit(workspace_id, at, actor, action, target, request_id)
                values (?, ?, 'operator', ?, ?, '-')""", workspaceId, at, action, cut(target));
    }

    private List<Sql.Batch> inserting(
            Write write,
            Instant at,
            String action,
            String target,
            @Nullable Long spaceId,
            @Nullable Long branchId,
            @Nullable Long sequence,
            byte @Nullable [] version) {
        Sql.Batch row = Sql.Batch.of(
                """
                insert into core_audit(
                  workspace_id, at, actor, label, action, target, request_id, space_id, branch_id, seq, version)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                write.caller().workspaceId(),
                at,
                write.caller().actor(),
                write.caller().label().orElse(null),
                action,
                cut(target),
                write.requestId(),
                spaceId,
                branchId,
                sequence,
                version);
        Sql.Batch events = outbox.publishing(
                write,
                action,
                StrictJson.NODES
                        .objectNode()
                        .put("target", target)
                        .put("space", spaceId)
                        .put("branch", branchId)
                        .put("sequence", sequence));
        return List.of(row, events);
    }

    private static String cut(String target) {
        return target.length() <= MAX_TARGET ? target : target.substring(0, MAX_TARGET);
    }
}
