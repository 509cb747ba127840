package dev.parley.core.revision;

import dev.parley.core.database.Sql;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.Extensions;
import dev.parley.core.write.Audit;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The one way to change a branch. The branch's row is locked for the rest of the transaction; a change is one step of the branch's
 * sequence, with one audit row and one event, however many documents it writes, and also when it writes none.
 */
@Singleton
public class Changes {

    /** What can change about a branch {@code b}. */
    static final String STATE_COLUMNS = """
            b.seq, b.updated_at, case when b.parent_id is null then false else
              exists(select 1 from core_entry e where e.branch_id = b.parent_id and e.seq > b.fork_seq) end diverged""";

    /** Whether a branch {@code b} that was known before is still active. Its id alone could be another's in a restored database. */
    static final String IS_ACTIVE = "b.id = ? and b.uuid = ? and b.state = 0";

    private final Sql sql;
    private final EntryStore entries;
    private final UniqueNames names;
    private final Extensions extensions;
    private final Audit audit;
    private final AgentListeners listeners;

    Changes(
            Sql sql,
            EntryStore entries,
            UniqueNames names,
            Extensions extensions,
            Audit audit,
            AgentListeners listeners) {
        this.sql = sql;
        this.entries = entries;
        this.names = names;
        this.extensions = extensions;
        this.audit = audit;
        this.listeners = listeners;
    }

    /** What can become of a branch, as its row has it; 0 is one that is active. */
    enum Ending {
        MERGED(1),
        DELETED(2);

        private final int stored;

        Ending(int stored) {
            this.stored = stored;
        }
    }

    /**
     * Changes a branch, in the running transaction.
     *
     * @param held the branch
     * @param action what is done, for the audit, as {@code noun.verb}
     * @param target to what, for a person
     * @param work the change; its exceptions undo the write
     * @return what the work returned
     * @throws dev.parley.core.error.ApiException what the kind says when a name is taken
     * @throws IllegalStateException when the branch was changed since it was held
     */
    public <T> T in(Write write, HeldBranch held, String action, String target, Function<Change, T> work) {
        held.beginChange();
        Branch branch = held.branch();
        ContentDigest digest = held.digest();
        Instant at = held.at();
        Change change = new Change(entries, write, held);
        T result = work.apply(change);
        List<Change.Pending> writes = change.effective();
        List<Sql.Batch> batches = new ArrayList<>(storing(change, writes));
        batches.add(Sql.Batch.of(
                "update core_branch set seq = ?, digest = ?, updated_at = ? where id = ?",
                change.sequence(),
                digest.state(),
                at,
                branch.id()));
        batches.addAll(audit.recordingChange(
                write, at, branch.spaceId(), branch.id(), change.sequence(), digest.version(), action, target));
        sql.runLast(batches);
        listeners.documentsDeleted(
                write,
                branch,
                writes.stream()
                        .filter(pending -> pending.text() == null)
                        .map(Change.Pending::key)
                        .toList());
        return result;
    }

    /**
     * The same for a branch that was looked up.
     *
     * @throws dev.parley.core.error.ApiException as above, and 404 when the branch is gone by now
     */
    public <T> T in(Write write, Branch branch, String action, String target, Function<Change, T> work) {
        return in(write, hold(write, branch), action, target, work);
    }

    /**
     * Locks a branch for the rest of the transaction.
     *
     * @param branch the branch as it was looked up
     * @param first documents that will be read of it, some dozens at the most; so they come along
     * @throws dev.parley.core.error.ApiException 404 when the branch, or with main the agent, is gone by now
     */
    HeldBranch hold(Write write, Branch branch, DocumentKey... first) {
        return holdIfActive(write, branch, first).orElseThrow(() -> gone(branch));
    }

    /** The same, or empty when the branch, or with main the agent, is gone by now. */
    Optional<HeldBranch> holdIfActive(Write write, Branch branch, DocumentKey... first) {
        Map<DocumentKey, Optional<Entry>> read = new HashMap<>();
        Sql.Query<HeldBranch> lock = Sql.Query.of(
                "select digest, " + STATE_COLUMNS + " from core_branch b where " + IS_ACTIVE + " for update",
                row -> {
                    Branch held = inState(branch, row);
                    Instant at = write.at().isAfter(held.updatedAt())
                            ? write.at()
                            : held.updatedAt().plusMillis(1);
                    return new HeldBranch(held, new ContentDigest(row.getBytes("digest")), at, read);
                },
                branch.id(),
                branch.uuid());
        if (first.length == 0) {
            return sql.list(lock).stream().findFirst();
        }
        Sql.Rows<HeldBranch, Entry> rows = sql.list(lock, entries.own(branch.id(), List.of(first)));
        if (branch.isMain()) {
            // Elsewhere what is not its own can be inherited.
            List.of(first).forEach(key -> read.put(key, Optional.empty()));
        }
        rows.second().forEach(entry -> read.put(entry.key(), Optional.of(entry)));
        return rows.first().stream().findFirst();
    }

    /** A branch in the state that a row tells, see {@link #STATE_COLUMNS}. */
    static Branch inState(Branch branch, ResultSet row) throws SQLException {
        return branch.in(
                row.getLong("seq"), row.getBoolean("diverged"), Objects.requireNonNull(Sql.instant(row, "updated_at")));
    }

    /** What a caller is told whose branch was there a moment ago. */
    static ApiException gone(Branch branch) {
        return (branch.isMain() ? CoreError.AGENT_NOT_FOUND : CoreError.BRANCH_NOT_FOUND).exception();
    }

    /** Takes a branch out of the active ones, in the running transaction that holds it. */
    void close(Branch branch, Ending ending, Instant at) {
        sql.update(
                "update core_branch set state = ?, active_name = null, updated_at = ? where id = ?",
                ending.stored,
                at,
                branch.id());
    }

    /** The documents whose names a change would double. */
    List<UniqueNames.Clash> clashes(Change change) {
        List<UniqueNames.Name> wanted = new ArrayList<>();
        Set<UniqueNames.Name> had = new HashSet<>();
        Set<DocumentKey> touched = new HashSet<>();
        for (Change.Pending pending : change.effective()) {
            touched.add(pending.key());
            namesAfter(pending).forEach(name -> wanted.add(new UniqueNames.Name(pending.key(), name)));
            namesBefore(change, pending).forEach(name -> had.add(new UniqueNames.Name(pending.key(), name)));
        }
        return wanted.isEmpty() ? List.of() : names.clashes(change.branch().view(), wanted, had, touched);
    }

    private List<Sql.Batch> storing(Change change, List<Change.Pending> writes) {
        clashes(change).stream().findFirst().ifPresent(clash -> {
            throw extensions.kind(clash.wanted().key().kind()).nameTaken().exception();
        });
        long branchId = change.branch().id();
        List<Entry> inserted = new ArrayList<>();
        List<Entry> replaced = new ArrayList<>();
        List<UniqueNames.Name> closed = new ArrayList<>();
        List<UniqueNames.HashedName> opened = new ArrayList<>();
        int created = 0;
        for (Change.Pending pending : writes) {
            Entry before = pending.before();
            Entry entry = before == null
                    ? change.created(pending.key(), created++, pending.text(), pending.bookkeeping())
                    : change.replacing(before, pending.text(), pending.bookkeeping());
            boolean own = before != null && before.branchId() == branchId;
            (own ? replaced : inserted).add(entry);
            if (before != null && before.isPresent()) {
                change.digest().remove(before.hash());
            }
            if (entry.isPresent()) {
                change.digest().add(entry.hash());
            }
            List<String> held = own ? namesBefore(change, pending) : List.of();
            List<String> wanted = namesAfter(pending);
            held.stream()
                    .filter(name -> !wanted.contains(name))
                    .forEach(name -> closed.add(new UniqueNames.Name(pending.key(), name)));
            wanted.stream()
                    .filter(name -> !held.contains(name))
                    .forEach(name -> opened.add(UniqueNames.HashedName.of(new UniqueNames.Name(pending.key(), name))));
        }
        List<Sql.Batch> batches = new ArrayList<>(entries.replacing(replaced));
        batches.add(entries.inserting(inserted));
        batches.add(names.closing(branchId, change.sequence(), closed));
        batches.add(names.opening(branchId, change.sequence(), opened));
        return batches;
    }

    private List<String> namesBefore(Change change, Change.Pending pending) {
        return pending.wasPresent()
                ? extensions.kind(pending.key().kind()).uniqueNames(change.bodyBefore(pending))
                : List.of();
    }

    private List<String> namesAfter(Change.Pending pending) {
        return pending.text() == null
                ? List.of()
                : extensions.kind(pending.key().kind()).uniqueNames(pending.body());
    }
}
