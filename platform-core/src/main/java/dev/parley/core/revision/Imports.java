package dev.parley.core.revision;

import dev.parley.core.database.Sql;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts many documents of one kind on a branch, as one change: those whose name is held already are replaced, others are new. */
@Singleton
public class Imports {

    /** How many documents are on their way to the database at once. */
    private static final int PART = 1000;

    private final Sql sql;
    private final Changes changes;
    private final EntryStore entries;
    private final UniqueNames names;

    Imports(Sql sql, Changes changes, EntryStore entries, UniqueNames names) {
        this.sql = sql;
        this.changes = changes;
        this.entries = entries;
        this.names = names;
    }

    /**
     * What came of the documents.
     *
     * @param created how many are new
     * @param updated how many replaced one
     * @param unchanged how many were there already as they are
     */
    public record Counts(int created, int updated, int unchanged) {}

    /**
     * Imports documents, in the running transaction.
     *
     * @param held the branch
     * @param action what is done, for the audit, as {@code noun.verb}
     * @param target to what, for a person
     * @param spool the documents
     * @param newIds makes ids for those that are new; one that is taken is not used
     */
    public Counts in(Write write, HeldBranch held, String action, String target, Spool spool, Supplier<String> newIds) {
        return changes.in(write, held, action, target, change -> {
            Run run = new Run(change, spool, newIds);
            spool.forEach(PART, run::put);
            run.end();
            return new Counts(run.created, run.updated, run.unchanged);
        });
    }

    /** Has one thing made while the one before is stored; both are done in their order. */
    private static final class Ahead {
        private Optional<CompletableFuture<Runnable>> made = Optional.empty();

        /**
         * @param making what any thread may do; its result is what stores that, on this one
         */
        void then(Supplier<Runnable> making) {
            CompletableFuture<Runnable> next = CompletableFuture.supplyAsync(making);
            end();
            made = Optional.of(next);
        }

        /** Stores what was made last. */
        void end() {
            made.map(CompletableFuture::join).ifPresent(Runnable::run);
            made = Optional.empty();
        }
    }

    /** An import at work. */
    private final class Run {
        private final Change change;
        private final String kind;
        private final Supplier<String> newIds;
        private final View view;

        /** Else no name is held and no id taken, and none of them need be looked for. */
        private final boolean hasAny;

        private final List<UniqueNames.HashedName> opened = new ArrayList<>();
        private final Set<String> used = new HashSet<>();
        private Iterator<String> candidates = Collections.emptyIterator();
        private int left;
        private int created;
        private int updated;
        private int unchanged;
        private final Ahead ahead = new Ahead();

        Run(Change change, Spool spool, Supplier<String> newIds) {
            this.change = change;
            this.kind = spool.kind();
            this.newIds = newIds;
            this.view = change.branch().view();
            this.hasAny = entries.hasAny(view, kind);
            this.left = spool.size();
        }

        /** No two parts have a name in common, so that one need not be stored before the next is looked at. */
        void put(List<Spool.Item> items) {
            List<Version> versions = versions(items);
            ahead.then(() -> {
                Part part = part(versions);
                Runnable load = sql.loading(entries.inserting(part.inserted));
                return () -> store(part, load);
            });
        }

        void end() {
            ahead.end();
            openNames();
        }

        /** What becomes of documents that are not on the branch as they are. */
        private List<Version> versions(List<Spool.Item> items) {
            Map<ByteBuffer, String> holders = hasAny ? holders(items) : Map.of();
            Map<String, Entry> before = new HashMap<>();
            List<DocumentKey> held = holders.values().stream()
                    .map(id -> new DocumentKey(kind, id))
                    .toList();
            entries.find(view, held).forEach(entry -> before.put(entry.key().id(), entry));
            Iterator<String> ids = freshIds(items.size() - holders.size()).iterator();
            left -= items.size();
            List<Version> versions = new ArrayList<>();
            for (Spool.Item item : items) {
                String holder = holders.get(ByteBuffer.wrap(item.nameHash()));
                if (holder == null) {
                    versions.add(new Version(item, ids.next(), created++, null));
                } else if (item.text().equals(before.get(holder).text())) {
                    unchanged++;
                } else {
                    versions.add(new Version(item, holder, 0, before.get(holder)));
                    updated++;
                }
            }
            return versions;
        }

        private Map<ByteBuffer, String> holders(List<Spool.Item> items) {
            Map<ByteBuffer, String> holders = new HashMap<>();
            List<ByteBuffer> wanted =
                    items.stream().map(item -> ByteBuffer.wrap(item.nameHash())).toList();
            names.holders(view, kind, wanted).forEach(holder -> holders.put(holder.nameHash(), holder.id()));
            return holders;
        }

        private Part part(List<Version> versions) {
            Part part = new Part();
            for (Version version : versions) {
                Entry old = version.before();
                Entry entry = old == null
                        ? change.created(
                                new DocumentKey(kind, version.id()),
                                version.index(),
                                version.item().text())
                        : change.replacing(old, version.item().text());
                part.digest.add(entry.hash());
                if (old != null) {
                    part.digest.remove(old.hash());
                }
                if (old != null && old.branchId() == entry.branchId()) {
                    part.replaced.add(entry);
                } else {
                    part.inserted.add(entry);
                    part.opened.add(new UniqueNames.HashedName(
                            entry.key(), version.item().nameHash()));
                }
            }
            return part;
        }

        private void store(Part part, Runnable inserts) {
            sql.run(entries.replacing(part.replaced));
            inserts.run();
            change.digest().add(part.digest);
            opened.addAll(part.opened);
        }

        /** In the order of the index: H2 writes each page of it once then, instead of again and again. */
        private void openNames() {
            opened.sort((one, other) -> Arrays.compareUnsigned(one.nameHash(), other.nameHash()));
            for (int from = 0; from < opened.size(); from += PART) {
                List<UniqueNames.HashedName> some = opened.subList(from, Math.min(opened.size(), from + PART));
                ahead.then(() -> sql.loading(names.opening(change.branch().id(), change.sequence(), some)));
            }
            ahead.end();
        }

        /** Ids that nothing on the branch has or had, and no part before. */
        private List<String> freshIds(int count) {
            List<String> fresh = new ArrayList<>();
            while (fresh.size() < count) {
                List<String> some = new ArrayList<>();
                while (some.size() < count - fresh.size()) {
                    if (!candidates.hasNext()) {
                        // In their order, for the reason that names have one.
                        candidates = Stream.generate(newIds)
                                .limit(left)
                                .distinct()
                                .sorted()
                                .iterator();
                    }
                    some.add(candidates.next());
                }
                if (hasAny) {
                    some.removeAll(entries.taken(view, kind, some));
                }
                some.removeIf(id -> !used.add(id));
                fresh.addAll(some);
            }
            return fresh;
        }
    }

    /**
     * A document that is new or changed.
     *
     * @param index its place among those that are new
     * @param before the version before; null for a new one
     */
    private record Version(
            Spool.Item item, String id, int index, @Nullable Entry before) {}

    /** What is stored at once. */
    private static final class Part {
        private final List<Entry> inserted = new ArrayList<>();
        private final List<Entry> replaced = new ArrayList<>();
        private final List<UniqueNames.HashedName> opened = new ArrayList<>();
        private final ContentDigest digest = new ContentDigest();
    }
}
