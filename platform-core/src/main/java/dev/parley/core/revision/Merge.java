package dev.parley.core.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.core.json.ThreeWayMerge;
import dev.parley.core.revision.MergeConflictException.DocumentConflict;
import dev.parley.core.spi.ConflictView;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.Extensions;
import dev.parley.core.spi.LeafConflict;
import dev.parley.core.spi.ResourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One merge of a branch into main, in three steps: the documents that the branch touched are merged leaf by leaf; then what only both
 * sides together can break is mended or reported, namely references to documents that the other side deleted; and if nothing is
 * undecided, the result is written to main and checked against the rules of its kinds.
 */
final class Merge {

    private final EntryStore entries;
    private final Changes changes;
    private final Extensions extensions;
    private final Change change;
    private final Branch main;
    private final Branch branch;
    private final Map<List<String>, Resolution> resolutions;

    private final Map<DocumentKey, Candidate> candidates = new LinkedHashMap<>();
    private @Nullable Map<DocumentKey, Entry> superseded;

    Merge(
            EntryStore entries,
            Changes changes,
            Extensions extensions,
            Change change,
            Branch main,
            Branch branch,
            Collection<Resolution> resolutions) {
        this.entries = entries;
        this.changes = changes;
        this.extensions = extensions;
        this.change = change;
        this.main = main;
        this.branch = branch;
        this.resolutions = resolutions.stream()
                .collect(Collectors.toMap(Resolution::path, Function.identity(), (first, second) -> second));
    }

    /** A document with its three versions (null: never there) and what becomes of it. */
    private static final class Candidate {
        final DocumentKey key;
        final @Nullable Entry base;
        final @Nullable Entry ours;
        final @Nullable Entry theirs;
        JsonNode merged;
        final Map<List<String>, ConflictView.Line> undecided = new LinkedHashMap<>();
        boolean isWhole;

        Candidate(DocumentKey key, @Nullable Entry base, @Nullable Entry ours, @Nullable Entry theirs) {
            this.key = key;
            this.base = base;
            this.ours = ours;
            this.theirs = theirs;
            this.merged = body(ours);
        }
    }

    void run() {
        mergeDocuments();
        checkReferences();
        if (candidates.values().stream().anyMatch(candidate -> !candidate.undecided.isEmpty())) {
            throw conflict(List.of());
        }
        candidates.values().forEach(this::write);
        List<String> errors = errors();
        if (!errors.isEmpty()) {
            throw conflict(errors);
        }
    }

    private void mergeDocuments() {
        List<Entry> own = entries.own(branch.id());
        Map<DocumentKey, Entry> present =
                byKey(entries.findOwn(main.id(), own.stream().map(Entry::key).toList()));
        for (Entry theirs : own) {
            Entry ours = present.get(theirs.key());
            mergeDocument(candidate(theirs.key(), ours, theirs));
        }
    }

    private Candidate candidate(DocumentKey key, @Nullable Entry ours, @Nullable Entry theirs) {
        Candidate candidate = new Candidate(key, base(key, ours), ours, theirs);
        candidates.put(key, candidate);
        return candidate;
    }

    /** What main held at the fork. */
    private @Nullable Entry base(DocumentKey key, @Nullable Entry ours) {
        if (ours == null || ours.born() > branch.forkSequence()) {
            return null;
        }
        if (ours.sequence() <= branch.forkSequence()) {
            return ours;
        }
        if (superseded == null) {
            superseded = byKey(entries.supersededSince(main.id(), branch.forkSequence()));
        }
        return superseded.get(key);
    }

    private void mergeDocument(Candidate candidate) {
        ThreeWayMerge.Result result =
                ThreeWayMerge.merge(body(candidate.base), body(candidate.ours), body(candidate.theirs));
        candidate.merged = result.merged();
        for (ThreeWayMerge.Conflict conflict : result.conflicts()) {
            decide(
                    candidate,
                    new LeafConflict(
                            candidate.key.id(), conflict.path(), conflict.base(), conflict.ours(), conflict.theirs()));
        }
    }

    /** Takes what the caller decided about a conflict; without a decision for every line the base stays and the lines are noted. */
    private void decide(Candidate candidate, LeafConflict conflict) {
        ConflictView view = kind(candidate.key).view(conflict);
        List<JsonNode> chosen = new ArrayList<>();
        List<ConflictView.Line> undecided = new ArrayList<>();
        for (ConflictView.Line line : view.lines()) {
            Resolution resolution = resolutions.get(line.path());
            if (resolution == null) {
                undecided.add(line);
            } else {
                chosen.add(chosen(resolution, line));
            }
        }
        if (undecided.isEmpty()) {
            JsonNode value = view.resolve().apply(chosen);
            candidate.merged = ThreeWayMerge.with(candidate.merged, conflict.leaf(), value);
        } else {
            undecided.forEach(line -> candidate.undecided.put(line.path(), line));
            candidate.isWhole |= conflict.leaf().isEmpty();
        }
    }

    private static JsonNode chosen(Resolution resolution, ConflictView.Line line) {
        if (resolution.value() != null) {
            return resolution.value();
        }
        return switch (resolution.side()) {
            case OURS -> line.ours();
            case THEIRS -> line.theirs();
            case BASE -> line.base();
        };
    }

    /**
     * Finds references across the sides: one side refers to a document that the other deleted. The deletion is then in question: it is
     * undone, or confirmed and the references go.
     */
    private void checkReferences() {
        addOurReferrers();
        Map<DocumentKey, Boolean> exists = existing(candidates.values().stream()
                .filter(candidate -> !candidate.merged.isMissingNode())
                .flatMap(candidate -> kind(candidate.key).references(candidate.merged).stream())
                .collect(Collectors.toSet()));
        Set<DocumentKey> gone = new HashSet<>();
        exists.forEach((key, present) -> {
            if (!present && !isKept(key)) {
                gone.add(key);
            }
        });
        if (gone.isEmpty()) {
            return;
        }
        for (Candidate candidate : List.copyOf(candidates.values())) {
            if (!candidate.merged.isMissingNode()
                    && kind(candidate.key).references(candidate.merged).stream().anyMatch(gone::contains)) {
                JsonNode without = kind(candidate.key).withoutReferences(candidate.merged, gone::contains);
                candidate.merged = without.isNull() ? MissingNode.getInstance() : without;
            }
        }
    }

    /** When the branch deletes documents that others can refer to, what main has changed since the fork may refer to them. */
    private void addOurReferrers() {
        Set<String> deletedKinds = candidates.values().stream()
                .filter(candidate -> candidate.merged.isMissingNode())
                .map(candidate -> candidate.key.kind())
                .collect(Collectors.toSet());
        Set<String> referringKinds = extensions.kinds().values().stream()
                .filter(kind -> kind.referencedKinds().stream().anyMatch(deletedKinds::contains))
                .map(ResourceKind::name)
                .collect(Collectors.toSet());
        if (referringKinds.isEmpty()) {
            return;
        }
        for (Entry ours : entries.changedSince(main.id(), branch.forkSequence())) {
            if (referringKinds.contains(ours.key().kind()) && !candidates.containsKey(ours.key())) {
                candidate(ours.key(), ours, base(ours.key(), ours));
            }
        }
    }

    /** Whether documents exist after the merge, as far as it is decided. */
    private Map<DocumentKey, Boolean> existing(Set<DocumentKey> keys) {
        Map<DocumentKey, Boolean> exists = new HashMap<>();
        List<DocumentKey> elsewhere = new ArrayList<>();
        for (DocumentKey key : keys) {
            Candidate candidate = candidates.get(key);
            if (candidate == null) {
                exists.put(key, false);
                elsewhere.add(key);
            } else {
                exists.put(key, !candidate.merged.isMissingNode());
            }
        }
        entries.findOwn(main.id(), elsewhere).forEach(entry -> exists.put(entry.key(), entry.isPresent()));
        return exists;
    }

    /**
     * Puts the deletion of a document that is referred to in question.
     *
     * @return true when the document stays or that is undecided; false when it is gone
     */
    private boolean isKept(DocumentKey key) {
        Candidate candidate = candidates.get(key);
        if (candidate == null) {
            Entry ours = entries.findOwn(main.id(), List.of(key)).stream()
                    .findFirst()
                    .orElse(null);
            Entry base = base(key, ours);
            candidate = candidate(key, ours, base);
        }
        if (!candidate.undecided.isEmpty()) {
            return true;
        }
        JsonNode base = body(candidate.base);
        JsonNode ours = body(candidate.ours);
        JsonNode theirs = body(candidate.theirs);
        if (ours.isMissingNode() && theirs.isMissingNode()) {
            return false;
        }
        candidate.merged = base;
        decide(candidate, new LeafConflict(key.id(), List.of(), base, ours, theirs));
        return !candidate.merged.isMissingNode();
    }

    private void write(Candidate candidate) {
        JsonNode merged = candidate.merged;
        if (ThreeWayMerge.same(merged, body(candidate.ours))) {
            return;
        }
        if (merged.isMissingNode()) {
            change.delete(candidate.key, candidate.ours);
        } else if (candidate.theirs != null && ThreeWayMerge.same(merged, body(candidate.theirs))) {
            change.put(candidate.key, candidate.ours, merged, candidate.theirs.bookkeeping());
        } else {
            Entry first = candidate.ours != null && candidate.ours.isPresent() ? candidate.ours : candidate.theirs;
            Bookkeeping origin = Optional.ofNullable(first)
                    .map(Entry::bookkeeping)
                    .orElseGet(() -> new Bookkeeping(
                            change.write().by(), change.at(), change.write().by(), change.at()));
            change.put(
                    candidate.key,
                    candidate.ours,
                    merged,
                    new Bookkeeping(
                            origin.createdBy(),
                            origin.createdAt(),
                            change.write().by(),
                            change.at()));
        }
    }

    private List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (Change.Pending pending : change.effective()) {
            if (pending.text() != null) {
                kind(pending.key())
                        .violations(pending.body())
                        .forEach(violation -> errors.add(path(pending.key()) + ": " + violation));
            }
        }
        if (errors.isEmpty()) {
            for (UniqueNames.Clash clash : changes.clashes(change)) {
                errors.add(path(clash.wanted().key()) + " and " + path(clash.holder()) + ": both are named '"
                        + clash.wanted().name() + "'");
            }
        }
        return errors;
    }

    private String path(DocumentKey key) {
        return String.join("/", kind(key).path(key.id(), List.of()));
    }

    private MergeConflictException conflict(List<String> errors) {
        List<DocumentConflict> conflicts = candidates.values().stream()
                .filter(candidate -> !candidate.undecided.isEmpty())
                .map(candidate -> new DocumentConflict(
                        candidate.key,
                        List.copyOf(candidate.undecided.values()),
                        candidate.isWhole,
                        updatedAt(candidate.base),
                        updatedAt(candidate.ours),
                        updatedAt(candidate.theirs)))
                .toList();
        List<Document> merged = candidates.values().stream()
                .filter(candidate -> !candidate.merged.isMissingNode())
                .map(candidate -> new Document(candidate.key, candidate.merged))
                .toList();
        return new MergeConflictException(conflicts, errors, merged, main.updatedAt());
    }

    private ResourceKind kind(DocumentKey key) {
        return extensions.kind(key.kind());
    }

    private static @Nullable Instant updatedAt(@Nullable Entry entry) {
        return entry == null || !entry.isPresent() ? null : entry.bookkeeping().updatedAt();
    }

    private static JsonNode body(@Nullable Entry entry) {
        return entry == null ? MissingNode.getInstance() : entry.body();
    }

    private static Map<DocumentKey, Entry> byKey(Collection<Entry> entries) {
        return entries.stream().collect(Collectors.toMap(Entry::key, Function.identity()));
    }
}
