package dev.parley.core.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.core.json.ThreeWayMerge;
import dev.parley.core.revision.MergeConflictException.DocumentConflict;
import dev.parley.core.revision.MergeConflictException.Violation;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One merge of a branch into main. What is in question depends on the three versions alone and never on the caller's decisions, so that
 * one round of decisions always suffices:
 *
 * <ol>
 *   <li>The documents that the branch touched are merged leaf by leaf.
 *   <li>A document that one side deleted is in question as a whole when something that can come out of the merge refers to it.
 *   <li>The decisions are applied; if one is missing, the merge is refused.
 *   <li>References to documents that are gone for good are taken out, and the result is written and checked against its rules.
 * </ol>
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

    /** A document with its three versions (null: never there), what is in question about it, and what becomes of it. */
    private static final class Candidate {
        final DocumentKey key;
        final @Nullable Entry base;
        final @Nullable Entry ours;
        final @Nullable Entry theirs;
        final List<LeafConflict> conflicts = new ArrayList<>();
        final List<ConflictView.Line> undecided = new ArrayList<>();
        JsonNode merged;

        Candidate(DocumentKey key, @Nullable Entry base, @Nullable Entry ours, @Nullable Entry theirs) {
            this.key = key;
            this.base = base;
            this.ours = ours;
            this.theirs = theirs;
            ThreeWayMerge.Result result = ThreeWayMerge.merge(body(base), body(ours), body(theirs));
            this.merged = result.merged();
            result.conflicts()
                    .forEach(conflict -> conflicts.add(new LeafConflict(
                            key.id(), conflict.path(), conflict.base(), conflict.ours(), conflict.theirs())));
        }

        boolean isWhole() {
            return conflicts.stream().anyMatch(conflict -> conflict.leaf().isEmpty());
        }

        /** Puts the deletion by one side in question, which the merge by itself would take silently. */
        void question() {
            merged = body(base);
            conflicts.add(new LeafConflict(key.id(), List.of(), body(base), body(ours), body(theirs)));
        }

        /** Everything that decisions for one side throughout can make of the document. */
        Stream<JsonNode> outcomes() {
            List<Function<LeafConflict, JsonNode>> sides =
                    List.of(LeafConflict::base, LeafConflict::ours, LeafConflict::theirs);
            return sides.stream()
                    .map(side -> {
                        JsonNode outcome = merged;
                        for (LeafConflict conflict : conflicts) {
                            outcome = ThreeWayMerge.with(outcome, conflict.leaf(), side.apply(conflict));
                        }
                        return outcome;
                    })
                    .filter(outcome -> !outcome.isMissingNode());
        }
    }

    void run() {
        mergeDocuments();
        questionDeletions();
        candidates.values().forEach(this::decide);
        if (candidates.values().stream().anyMatch(candidate -> !candidate.undecided.isEmpty())) {
            throw conflict(List.of());
        }
        dropDanglingReferences();
        candidates.values().forEach(this::write);
        List<Violation> errors = errors();
        if (!errors.isEmpty()) {
            throw conflict(errors);
        }
    }

    /** What the branch touched; and when it deleted what others can refer to, what main has changed and may refer to it. */
    private void mergeDocuments() {
        List<Entry> own = entries.own(branch.id());
        add(own);
        Set<String> deletedKinds = own.stream()
                .filter(entry -> !entry.isPresent())
                .map(entry -> entry.key().kind())
                .collect(Collectors.toSet());
        Set<String> referringKinds = extensions.kinds().values().stream()
                .filter(kind -> kind.referencedKinds().stream().anyMatch(deletedKinds::contains))
                .map(ResourceKind::name)
                .collect(Collectors.toSet());
        if (!referringKinds.isEmpty()) {
            addUntouched(entries.changedSince(main.id(), branch.forkSequence(), referringKinds).stream()
                    .filter(ours -> !candidates.containsKey(ours.key()))
                    .toList());
        }
    }

    /** Adds documents that the branch touched. */
    private void add(List<Entry> theirs) {
        Map<DocumentKey, Entry> ours =
                byKey(entries.findOwn(main.id(), theirs.stream().map(Entry::key).toList()));
        Map<DocumentKey, Entry> superseded = superseded(ours.values());
        theirs.forEach(entry -> {
            Entry onMain = ours.get(entry.key());
            candidates.put(entry.key(), new Candidate(entry.key(), base(onMain, superseded), onMain, entry));
        });
    }

    /** Adds documents that the branch did not touch. */
    private void addUntouched(List<Entry> ours) {
        Map<DocumentKey, Entry> superseded = superseded(ours);
        ours.forEach(entry -> {
            Entry base = base(entry, superseded);
            candidates.put(entry.key(), new Candidate(entry.key(), base, entry, base));
        });
    }

    /** What main held at the fork of documents that it has changed since. */
    private Map<DocumentKey, Entry> superseded(Collection<Entry> ours) {
        return byKey(entries.findSuperseded(
                main.id(),
                branch.forkSequence(),
                ours.stream()
                        .filter(entry ->
                                entry.sequence() > branch.forkSequence() && entry.born() <= branch.forkSequence())
                        .map(Entry::key)
                        .toList()));
    }

    /** What main held of a document at the fork. */
    private @Nullable Entry base(@Nullable Entry ours, Map<DocumentKey, Entry> superseded) {
        return ours == null || ours.sequence() <= branch.forkSequence() ? ours : superseded.get(ours.key());
    }

    /** Follows the references of everything that can come out of the merge. */
    private void questionDeletions() {
        Set<DocumentKey> looked = new HashSet<>();
        List<Candidate> next = List.copyOf(candidates.values());
        while (!next.isEmpty()) {
            Set<DocumentKey> references = new LinkedHashSet<>();
            for (Candidate candidate : next) {
                ResourceKind kind = kind(candidate.key);
                candidate.outcomes().forEach(outcome -> references.addAll(kind.references(outcome)));
            }
            references.removeAll(looked);
            looked.addAll(references);
            next = question(references);
        }
    }

    /** Questions those of some documents that one side alone deleted; returns what that brought into question. */
    private List<Candidate> question(Set<DocumentKey> references) {
        addUntouched(
                entries
                        .findOwn(
                                main.id(),
                                references.stream()
                                        .filter(key -> !candidates.containsKey(key))
                                        .toList())
                        .stream()
                        .filter(ours -> !ours.isPresent())
                        .toList());
        List<Candidate> questioned = new ArrayList<>();
        for (DocumentKey key : references) {
            Candidate candidate = candidates.get(key);
            if (candidate != null
                    && candidate.merged.isMissingNode()
                    && !candidate.isWhole()
                    && (isPresent(candidate.ours) || isPresent(candidate.theirs))) {
                candidate.question();
                questioned.add(candidate);
            }
        }
        return questioned;
    }

    /** Takes what the caller decided; without a decision for every line of a conflict its lines are noted. */
    private void decide(Candidate candidate) {
        for (LeafConflict conflict : candidate.conflicts) {
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
                candidate.undecided.addAll(undecided);
            }
        }
    }

    /** A side that has no value is shown as null, so a null that is given where a side has none means "no value" too. */
    private static JsonNode chosen(Resolution resolution, ConflictView.Line line) {
        JsonNode value = resolution.value();
        if (value != null) {
            boolean canBeMissing =
                    Stream.of(line.base(), line.ours(), line.theirs()).anyMatch(JsonNode::isMissingNode);
            return value.isNull() && canBeMissing ? MissingNode.getInstance() : value;
        }
        return switch (resolution.side()) {
            case OURS -> line.ours();
            case THEIRS -> line.theirs();
            case BASE -> line.base();
        };
    }

    /** Takes references to documents that are gone out of those that refer to them, until there are none. */
    private void dropDanglingReferences() {
        boolean changed = true;
        while (changed) {
            changed = false;
            Set<DocumentKey> gone = gone();
            for (Candidate candidate : candidates.values()) {
                ResourceKind kind = kind(candidate.key);
                if (!candidate.merged.isMissingNode()
                        && kind.references(candidate.merged).stream().anyMatch(gone::contains)) {
                    JsonNode without = kind.withoutReferences(candidate.merged, gone::contains);
                    candidate.merged = without.isNull() ? MissingNode.getInstance() : without;
                    changed = true;
                }
            }
        }
    }

    /** The documents that are referred to and do not exist after the merge. */
    private Set<DocumentKey> gone() {
        Map<DocumentKey, Boolean> exists = new HashMap<>();
        List<DocumentKey> elsewhere = new ArrayList<>();
        for (Candidate referring : candidates.values()) {
            if (referring.merged.isMissingNode()) {
                continue;
            }
            for (DocumentKey key : kind(referring.key).references(referring.merged)) {
                Candidate candidate = candidates.get(key);
                exists.put(key, candidate != null && !candidate.merged.isMissingNode());
                if (candidate == null) {
                    elsewhere.add(key);
                }
            }
        }
        entries.findOwn(main.id(), elsewhere).forEach(entry -> exists.put(entry.key(), entry.isPresent()));
        return exists.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
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
            Bookkeeping now = new Bookkeeping(
                    change.write().by(), change.at(), change.write().by(), change.at());
            Bookkeeping origin = Optional.ofNullable(isPresent(candidate.ours) ? candidate.ours : candidate.theirs)
                    .map(Entry::bookkeeping)
                    .orElse(now);
            change.put(
                    candidate.key,
                    candidate.ours,
                    merged,
                    new Bookkeeping(origin.createdBy(), origin.createdAt(), now.updatedBy(), now.updatedAt()));
        }
    }

    private List<Violation> errors() {
        List<Violation> errors = new ArrayList<>();
        for (Change.Pending pending : change.effective()) {
            if (pending.text() != null) {
                kind(pending.key())
                        .violations(pending.body())
                        .forEach(message -> errors.add(new Violation(path(pending.key()), message)));
            }
        }
        if (errors.isEmpty()) {
            for (UniqueNames.Clash clash : changes.clashes(change)) {
                errors.add(new Violation(
                        path(clash.wanted().key()),
                        String.join("/", path(clash.wanted().key())) + " and "
                                + String.join("/", path(clash.holder())) + " are both named '"
                                + clash.wanted().name() + "'"));
            }
        }
        return errors;
    }

    private List<String> path(DocumentKey key) {
        return kind(key).path(key.id(), List.of());
    }

    private MergeConflictException conflict(List<Violation> errors) {
        List<DocumentConflict> conflicts = candidates.values().stream()
                .filter(candidate -> !candidate.undecided.isEmpty())
                .map(candidate -> new DocumentConflict(
                        candidate.key,
                        List.copyOf(candidate.undecided),
                        candidate.isWhole(),
                        updatedAt(candidate.base),
                        updatedAt(candidate.ours),
                        updatedAt(candidate.theirs)))
                .toList();
        List<Document> merged = new ArrayList<>();
        for (Candidate candidate : candidates.values()) {
            if (!candidate.merged.isMissingNode()) {
                merged.add(new Document(candidate.key, candidate.merged, change.at(), change.at()));
            }
        }
        for (Entry ours : entries.changedSince(main.id(), branch.forkSequence())) {
            if (ours.isPresent() && !candidates.containsKey(ours.key())) {
                merged.add(ours.document());
            }
        }
        return new MergeConflictException(conflicts, errors, merged, change.updatedBefore());
    }

    private ResourceKind kind(DocumentKey key) {
        return extensions.kind(key.kind());
    }

    private static @Nullable Instant updatedAt(@Nullable Entry entry) {
        return entry == null || !entry.isPresent() ? null : entry.bookkeeping().updatedAt();
    }

    private static boolean isPresent(@Nullable Entry entry) {
        return entry != null && entry.isPresent();
    }

    private static JsonNode body(@Nullable Entry entry) {
        return entry == null ? MissingNode.getInstance() : entry.body();
    }

    private static Map<DocumentKey, Entry> byKey(Collection<Entry> entries) {
        return entries.stream().collect(Collectors.toMap(Entry::key, Function.identity()));
    }
}
