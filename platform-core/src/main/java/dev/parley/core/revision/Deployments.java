package dev.parley.core.revision;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.core.database.Sql;
import dev.parley.core.error.CoreError;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Audit;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is deployed where. A deployment is a pointer to main as of a sequence, so making one costs the same for every agent, and what was
 * ever published stays readable. The newest one in an environment is the active one.
 */
@Singleton
public class Deployments {

    private static final String SELECT = "select * from core_deployment ";
    private static final String NEWEST_FIRST = " order by space_id desc, environment desc, number desc ";

    private final Sql sql;
    private final EntryStore entries;
    private final Changes changes;
    private final Spaces spaces;
    private final Audit audit;

    Deployments(Sql sql, EntryStore entries, Changes changes, Spaces spaces, Audit audit) {
        this.sql = sql;
        this.entries = entries;
        this.changes = changes;
        this.spaces = spaces;
        this.audit = audit;
    }

    /** The deployment of an id in an agent, or empty. */
    public Optional<Deployment> find(long spaceId, String id) {
        return sql.first(SELECT + "where id = ? and space_id = ?", Deployments::deployment, id, spaceId);
    }

    /** The newest deployment in an environment, or empty. */
    public Optional<Deployment> active(long spaceId, String environment) {
        return sql.first(
                SELECT + "where space_id = ? and environment = ?" + NEWEST_FIRST + "limit 1",
                Deployments::deployment,
                spaceId,
                environment);
    }

    /** The deployments in an environment, newest first. */
    public Listing<Deployment> list(long spaceId, String environment) {
        return (after, max) -> Chunk.of(
                sql.list(
                        SELECT + "where space_id = ? and environment = ? and number < ?" + NEWEST_FIRST + "limit ?",
                        Deployments::deployment,
                        spaceId,
                        environment,
                        after == Listing.START ? Long.MAX_VALUE : after,
                        max + 1),
                max,
                Deployment::number);
    }

    /** The first deployment of a new agent: main as it is, without a change of main. */
    public Deployment initial(Write write, Branch main, String environment, String message) {
        HeldBranch held = changes.hold(write, main);
        byte[] version = held.digest().version();
        return insert(
                write,
                main.spaceId(),
                held.at(),
                new Content(main.id(), held.branch().sequence(), version, held.at()),
                environment,
                Deployment.Type.PUBLISH,
                message);
    }

    /**
     * Publishes main as it is, which is one step of its sequence.
     *
     * @param again whether to publish also when the environment's active deployment has the same content
     * @throws dev.parley.core.error.ApiException 409 when it has and {@code again} is false
     */
    public Deployment publish(Write write, Branch main, String environment, String message, boolean again) {
        return changes.in(write, main, "deployment.publish", environment, change -> {
            byte[] version = change.versionBefore();
            if (!again
                    && active(main.spaceId(), environment)
                            .filter(active -> active.version().equals(ContentHash.versionText(version)))
                            .isPresent()) {
                throw CoreError.ALREADY_PUBLISHED.exception();
            }
            return insert(
                    write,
                    main.spaceId(),
                    change.at(),
                    new Content(main.id(), change.sequence(), version, change.at()),
                    environment,
                    Deployment.Type.PUBLISH,
                    message);
        });
    }

    /** Puts what a deployment holds into another environment. Main is not changed. */
    public Deployment promote(Write write, Branch main, Deployment source, String environment, String message) {
        HeldBranch held = changes.hold(write, main);
        audit.record(write, main.spaceId(), "deployment.promote", source.id() + " to " + environment);
        return insert(
                write, main.spaceId(), held.at(), content(source), environment, Deployment.Type.PROMOTION, message);
    }

    /**
     * Puts what a deployment holds into its environment again.
     *
     * @param restoreMain whether main's content goes back to it as well, which is one step of main's sequence and costs what has
     *     changed since
     */
    public Deployment rollBack(Write write, Branch main, Deployment target, String message, boolean restoreMain) {
        if (restoreMain) {
            return changes.in(write, main, "deployment.rollback", target.id(), change -> {
                restore(change, main, target.sequence());
                return insert(
                        write,
                        main.spaceId(),
                        change.at(),
                        content(target),
                        target.environment(),
                        Deployment.Type.ROLLBACK,
                        message);
            });
        }
        HeldBranch held = changes.hold(write, main);
        audit.record(write, main.spaceId(), "deployment.rollback", target.id());
        return insert(
                write,
                main.spaceId(),
                held.at(),
                content(target),
                target.environment(),
                Deployment.Type.ROLLBACK,
                message);
    }

    /** Writes what main held at a sequence wherever it holds something else now. */
    private void restore(Change change, Branch main, long sequence) {
        Map<DocumentKey, Entry> old = entries.supersededSince(main.id(), sequence).stream()
                .collect(Collectors.toMap(Entry::key, Function.identity()));
        for (Entry now : entries.changedSince(main.id(), sequence)) {
            Entry before = old.get(now.key());
            if (before != null && before.isPresent()) {
                if (!before.text().equals(now.text())) {
                    change.put(now.key(), now, before.body(), before.bookkeeping());
                }
            } else if (now.isPresent()) {
                change.delete(now.key(), now);
            }
        }
    }

    /** What a deployment points to. */
    private record Content(long branchId, long sequence, byte[] version, Instant artifactAt) {}

    private Content content(Deployment deployment) {
        return sql.first(
                        "select branch_id, seq, version, artifact_at from core_deployment where id = ?",
                        row -> new Content(
                                row.getLong("branch_id"),
                                row.getLong("seq"),
                                row.getBytes("version"),
                                Objects.requireNonNull(Sql.instant(row, "artifact_at"))),
                        deployment.id())
                .orElseThrow(CoreError.DEPLOYMENT_NOT_FOUND::exception);
    }

    /** Main's row is locked, so numbers have no gaps, and the newest deployment is never older than the one before. */
    private Deployment insert(
            Write write,
            long spaceId,
            Instant moment,
            Content content,
            String environment,
            Deployment.Type type,
            String message) {
        if (message.length() > Change.MAX_CHARACTERS) {
            throw CoreError.DOCUMENT_TOO_LARGE.exception();
        }
        Optional<Deployment> last = sql.first(
                SELECT + "where space_id = ? order by space_id desc, number desc limit 1",
                Deployments::deployment,
                spaceId);
        long number = last.map(Deployment::number).orElse(0L) + 1;
        Instant at = last.map(Deployment::createdAt).filter(moment::isBefore).orElse(moment);
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        sql.update(
                """
                insert into core_deployment(id, space_id, number, environment, branch_id, seq, version, artifact_at, type,
                  message, created_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                id,
                spaceId,
                number,
                environment,
                content.branchId(),
                content.sequence(),
                content.version(),
                content.artifactAt(),
                type.name(),
                message,
                write.by(),
                at);
        spaces.touch(spaceId, at);
        return new Deployment(
                id,
                number,
                environment,
                content.sequence(),
                ContentHash.versionText(content.version()),
                content.artifactAt(),
                type,
                message,
                write.by(),
                at);
    }

    private static Deployment deployment(ResultSet row) throws SQLException {
        return new Deployment(
                row.getString("id"),
                row.getLong("number"),
                row.getString("environment"),
                row.getLong("seq"),
                ContentHash.versionText(row.getBytes("version")),
                Objects.requireNonNull(Sql.instant(row, "artifact_at")),
                Deployment.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getString("message"),
                row.getString("created_by"),
                Objects.requireNonNull(Sql.instant(row, "created_at")));
    }
}
