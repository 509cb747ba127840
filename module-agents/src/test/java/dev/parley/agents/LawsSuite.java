package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.database.Database;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.family.Seen;
import dev.parley.core.json.CanonicalJson;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.ThreeWayMerge;
import dev.parley.core.paging.Listing;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.Change;
import dev.parley.core.revision.Changes;
import dev.parley.core.revision.Deployment;
import dev.parley.core.revision.Deployments;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.Documents;
import dev.parley.core.revision.History;
import dev.parley.core.revision.MergeConflictException;
import dev.parley.core.revision.MergeConflictException.DocumentConflict;
import dev.parley.core.revision.MergeConflictException.Violation;
import dev.parley.core.revision.Merges;
import dev.parley.core.revision.Pruning;
import dev.parley.core.revision.Resolution;
import dev.parley.core.revision.Resolution.Side;
import dev.parley.core.revision.Space;
import dev.parley.core.revision.Spaces;
import dev.parley.core.revision.StoreInspector;
import dev.parley.core.security.ApiKey;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.ConflictView;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.Extensions;
import dev.parley.core.spi.ResourceKind;
import dev.parley.core.testing.Generated;
import dev.parley.core.write.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done to agents in whatever order, the store holds what a model in memory holds. {@code -Dparley.laws.sequences=} says how
 * many sequences of operations there are, {@code -Dparley.seed=} repeats one. Beside the sequences that are told, nothing is random.
 */
abstract class LawsSuite extends ApiSuite {

    private static final String SEQUENCES = "parley.laws.sequences";
    private static final int USUAL_SEQUENCES = 40;
    private static final int OPERATIONS = 40;

    /** How many of the operations change documents; the first ones. */
    private static final int EDITS = 23;

    /** How many changes of both sides come before a merge at least. */
    private static final int QUARREL = 12;

    private static final int MAX_AGENTS = 2;
    private static final int MAX_LINES = 4;
    private static final int MAX_ATTEMPTS = 60;
    private static final List<String> ENVIRONMENTS = List.of("sandbox", "pre-release", "live");

    /** Which sides the decisions of a merge are for: one throughout, or all three. */
    private static final List<List<Side>> WAYS =
            List.of(List.of(Side.OURS), List.of(Side.THEIRS), List.of(Side.BASE), List.of(Side.values()));

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String TOPIC = "topic";
    private static final String ATTRIBUTE = "attribute";
    private static final String VARIANT = "variant";
    private static final DocumentKey DEFAULT = new DocumentKey("default-variant", "default");
    private static final DocumentKey BEHAVIOR = new DocumentKey("behavior", "behavior");
    private static final JsonNode MISSING = MissingNode.getInstance();

    /** How often something happened that the laws are about; a run in which it never did proves nothing. */
    private final Map<String, Integer> seen = new HashMap<>();

    private int agents;

    @Test
    void theStoreHoldsWhatAModelHoldsWhateverIsDone() {
        seen.clear();
        Generated.rounds(SEQUENCES, USUAL_SEQUENCES, random -> new Run(random).run());
        System.out.println("seen " + new TreeMap<>(seen));
        if (Integer.getInteger(SEQUENCES, USUAL_SEQUENCES) >= USUAL_SEQUENCES) {
            // What happens dozens of times; rarer things are told above, since a fair run can be without one of them.
            assertThat(seen)
                    .containsKeys(
                            "merge",
                            "conflict about a document",
                            "deletion in question",
                            "doubled name",
                            "fork of a fork",
                            "duplicate",
                            "rollback of main",
                            "versions pruned",
                            "past that is pruned",
                            "past that something points to",
                            "read again in the same state");
        }
    }

    private void saw(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    /** A branch as it should be. */
    private static final class Line {
        final String id;
        final @Nullable Line parent;
        final long fork;
        final Map<DocumentKey, JsonNode> base;
        final Map<DocumentKey, JsonNode> content;
        final Set<DocumentKey> places;
        final Map<Long, List<Map.Entry<DocumentKey, String>>> history = new HashMap<>();
        long sequence;
        long horizon;

        Line(
                String id,
                @Nullable Line parent,
                long sequence,
                Map<DocumentKey, JsonNode> content,
                Set<DocumentKey> places) {
            this.id = id;
            this.parent = parent;
            this.fork = parent == null ? 0 : sequence;
            this.sequence = sequence;
            this.base = Map.copyOf(content);
            this.content = new HashMap<>(content);
            this.places = new LinkedHashSet<>(places);
        }

        JsonNode at(DocumentKey key) {
            return content.getOrDefault(key, MISSING);
        }

        List<DocumentKey> keys(String kind) {
            return places.stream()
                    .filter(key -> key.kind().equals(kind) && content.containsKey(key))
                    .toList();
        }

        boolean isNamed(DocumentKey key, String name) {
            return content.entrySet().stream()
                    .anyMatch(other -> other.getKey().kind().equals(key.kind())
                            && !other.getKey().equals(key)
                            && other.getValue().path("name").asText().equals(name));
        }

        void put(DocumentKey key, JsonNode body) {
            if (body.isMissingNode()) {
                content.remove(key);
            } else {
                content.put(key, body);
                places.add(key);
            }
        }
    }

    /** What was deployed. */
    private record Published(
            String id,
            String environment,
            Map<DocumentKey, JsonNode> content,
            List<Map.Entry<DocumentKey, String>> text) {}

    /** An agent as it should be; the first line is main. */
    private static final class Agent {
        final String id;
        final List<Line> lines = new ArrayList<>();
        final List<Published> deployments = new ArrayList<>();

        /** What was read last of a branch and a key. */
        final Map<List<Object>, Seen<Document>> reads = new HashMap<>();

        Agent(String id, Line main) {
            this.id = id;
            lines.add(main);
        }

        Line main() {
            return lines.get(0);
        }
    }

    /** One sequence of operations. */
    private final class Run {
        private final Random random;
        private final Caller caller =
                new Caller(workspace, PolyAiFamily.ID, "laws", Optional.empty(), Set.of(ApiKey.ALL), Set.of());
        private final Database database = context.getBean(Database.class);
        private final Spaces spaces = context.getBean(Spaces.class);
        private final Branches branches = context.getBean(Branches.class);
        private final Documents documents = context.getBean(Documents.class);
        private final Changes changes = context.getBean(Changes.class);
        private final Merges merges = context.getBean(Merges.class);
        private final Deployments deployments = context.getBean(Deployments.class);
        private final Pruning pruning = context.getBean(Pruning.class);
        private final History history = context.getBean(History.class);
        private final Extensions extensions = context.getBean(Extensions.class);
        private final StoreInspector inspector = new StoreInspector(context);
        private final List<Agent> all = new ArrayList<>();
        private int ids;

        Run(Random random) {
            this.random = random;
        }

        void run() {
            create();
            // What branches share from the start is what they can disagree about.
            Line main = all.get(0).main();
            for (int i = 0; i < 2; i++) {
                change(main, all.get(0), Map.of(newKey(TOPIC), topic()));
                change(main, all.get(0), Map.of(newKey(ATTRIBUTE), named()));
                createVariant(all.get(0), main);
            }
            for (int i = 0; i < OPERATIONS; i++) {
                Agent agent = pick(all);
                operate(agent, pick(agent.lines));
                read(pick(all));
                if (random.nextInt(15) == 0) {
                    check(agent);
                }
            }
            all.forEach(this::check);
            // A prune looks at everything that is there.
            all.forEach(agent -> write(write -> {
                spaces.delete(write, spaces.require(caller, agent.id));
                return true;
            }));
            all.forEach(agent -> isGone(agent, agent.main()));
        }

        private void operate(Agent agent, Line line) {
            operate(agent, line, random.nextInt(34));
        }

        private void operate(Agent agent, Line line, int operation) {
            switch (operation) {
                case 0 -> change(line, agent, Map.of(newKey(TOPIC), topic()));
                case 1, 2, 3, 4, 5, 6 -> edit(agent, line, TOPIC, this::editedTopic);
                case 7 -> edit(agent, line, TOPIC, body -> MISSING);
                case 8, 9 -> change(line, agent, Map.of(newKey(ATTRIBUTE), named()));
                case 10 -> edit(agent, line, ATTRIBUTE, body -> named());
                case 11, 12 -> deleteAttribute(agent, line);
                case 13, 14 -> createVariant(agent, line);
                case 15, 16, 17 -> edit(agent, line, VARIANT, body -> editedVariant(line, body));
                case 18, 19 -> makeDefault(agent, line);
                case 20, 21 -> deleteVariant(agent, line);
                case 22 -> change(line, agent, Map.of(BEHAVIOR, object("behaviour", word())));
                case 23, 24, 27 -> fork(agent, line);
                case 25, 26 -> mergeOne(agent);
                case 28 -> publish(agent);
                case 29 -> promote(agent);
                case 30 -> rollBack(agent);
                case 31, 32 -> prune();
                default -> {
                    if (random.nextInt(3) == 0) {
                        duplicate(agent);
                    } else if (line.parent != null && random.nextBoolean()) {
                        delete(agent, line);
                    }
                }
            }
        }

        // Operations

        private void create() {
            String id = "AGENT-" + ++agents;
            Map<DocumentKey, JsonNode> content = Map.of(BEHAVIOR, object("behaviour", "first"));
            write(write -> spaces.create(write, id, () -> id, "Agent", null, change -> content.forEach(change::put)));
            Agent agent = new Agent(id, new Line(Branch.MAIN, null, 1, content, content.keySet()));
            all.add(agent);
            remember(agent.main());
            Deployment first = write(write -> deployments.initial(write, branch(agent, agent.main()), "sandbox", ""));
            noteDeployment(agent, first, agent.main().content, text(agent.main()));
        }

        private void change(Line line, Agent agent, Map<DocumentKey, JsonNode> writes) {
            Branch branch = branch(agent, line);
            boolean doubles = writes.entrySet().stream()
                    .anyMatch(put -> put.getValue().has("name")
                            && line.isNamed(
                                    put.getKey(), put.getValue().path("name").asText()));
            if (doubles) {
                saw("doubled name");
                assertThatExceptionOfType(ApiException.class)
                        .isThrownBy(() -> write(write ->
                                changes.in(write, branch, "laws.change", line.id, change -> put(change, writes))))
                        .satisfies(refused -> assertThat(refused.code())
                                .isIn(writes.keySet().stream()
                                        .map(key -> extensions.kind(key.kind()).nameTaken())
                                        .toList()));
                return;
            }
            write(write -> changes.in(write, branch, "laws.change", line.id, change -> put(change, writes)));
            writes.forEach(line::put);
            line.sequence++;
            remember(line);
        }

        private long put(Change change, Map<DocumentKey, JsonNode> writes) {
            writes.forEach((key, body) -> {
                if (body.isMissingNode()) {
                    change.delete(key);
                } else {
                    change.put(key, body);
                }
            });
            return change.sequence();
        }

        private void edit(Agent agent, Line line, String kind, Function<JsonNode, JsonNode> edit) {
            List<DocumentKey> keys = line.keys(kind);
            if (!keys.isEmpty()) {
                DocumentKey key = random.nextInt(3) == 0 ? pick(keys) : keys.get(0);
                change(line, agent, Map.of(key, edit.apply(line.at(key))));
            }
        }

        private void deleteAttribute(Agent agent, Line line) {
            List<DocumentKey> attributes = line.keys(ATTRIBUTE);
            if (attributes.isEmpty()) {
                return;
            }
            DocumentKey gone = attributes.get(0);
            Map<DocumentKey, JsonNode> writes = new LinkedHashMap<>();
            writes.put(gone, MISSING);
            line.keys(VARIANT).forEach(variant -> {
                if (line.at(variant).path("values").has(gone.id())) {
                    ObjectNode without = line.at(variant).deepCopy();
                    without.withObject("/values").remove(gone.id());
                    writes.put(variant, without);
                }
            });
            change(line, agent, writes);
        }

        private void createVariant(Agent agent, Line line) {
            DocumentKey key = newKey(VARIANT);
            Map<DocumentKey, JsonNode> writes = new LinkedHashMap<>();
            ObjectNode body = named();
            body.putObject("values");
            writes.put(key, editedVariant(line, body));
            if (line.keys(VARIANT).isEmpty() || random.nextInt(4) == 0) {
                writes.put(DEFAULT, object("variantId", key.id()));
            }
            change(line, agent, writes);
        }

        private void makeDefault(Agent agent, Line line) {
            List<DocumentKey> variants = line.keys(VARIANT);
            if (!variants.isEmpty()) {
                change(
                        line,
                        agent,
                        Map.of(DEFAULT, object("variantId", pick(variants).id())));
            }
        }

        private void deleteVariant(Agent agent, Line line) {
            List<DocumentKey> variants = line.keys(VARIANT);
            if (variants.isEmpty()) {
                return;
            }
            DocumentKey gone = random.nextInt(3) == 0 ? pick(variants) : variants.get(0);
            Map<DocumentKey, JsonNode> writes = new LinkedHashMap<>();
            writes.put(gone, MISSING);
            if (line.at(DEFAULT).path("variantId").asText().equals(gone.id())) {
                // As if another one had been made the default just before.
                writes.put(
                        DEFAULT,
                        variants.stream()
                                .filter(variant -> !variant.equals(gone))
                                .findFirst()
                                .<JsonNode>map(variant -> object("variantId", variant.id()))
                                .orElse(MISSING));
            }
            change(line, agent, writes);
        }

        private void fork(Agent agent, Line line) {
            if (agent.lines.size() >= MAX_LINES) {
                return;
            }
            Line parent = random.nextInt(3) == 0 ? line : agent.main();
            String id = "BRANCH-" + ++ids;
            Branch fork = write(write -> branches.fork(write, branch(agent, parent), id, () -> id));
            Line child = new Line(id, parent, parent.sequence, parent.content, parent.places);
            agent.lines.add(child);
            remember(child);
            if (parent.parent != null) {
                saw("fork of a fork");
            }
            assertThat(fork.forkSequence()).isEqualTo(parent.sequence);
            check(agent, child);
        }

        private void delete(Agent agent, Line line) {
            write(write -> branches.delete(write, branch(agent, line)));
            agent.lines.remove(line);
            isGone(agent, line);
        }

        private void duplicate(Agent agent) {
            if (all.size() >= MAX_AGENTS) {
                return;
            }
            String id = "AGENT-" + ++agents;
            write(write -> spaces.duplicate(write, spaces.require(caller, agent.id), id, () -> id, "Copy"));
            Line main = agent.main();
            Set<DocumentKey> places = new LinkedHashSet<>(main.places);
            places.retainAll(main.content.keySet());
            Agent copy = new Agent(id, new Line(Branch.MAIN, null, 1, main.content, places));
            all.add(copy);
            remember(copy.main());
            checkDuplicate(agent, copy);
            saw("duplicate");
        }

        private void publish(Agent agent) {
            Branch main = branch(agent, agent.main());
            String environment = pick(ENVIRONMENTS);
            boolean again = random.nextBoolean();
            Optional<Published> active = agent.deployments.stream()
                    .filter(deployed -> deployed.environment.equals(environment))
                    .reduce((first, second) -> second);
            if (!again
                    && active.filter(deployed -> deployed.content.equals(agent.main().content))
                            .isPresent()) {
                assertThatExceptionOfType(ApiException.class)
                        .isThrownBy(() -> write(write -> deployments.publish(write, main, environment, "", false)))
                        .satisfies(refused -> assertThat(refused.code()).isEqualTo(CoreError.ALREADY_PUBLISHED));
                return;
            }
            Deployment deployment = write(write -> deployments.publish(write, main, environment, "", again));
            agent.main().sequence++;
            remember(agent.main());
            noteDeployment(agent, deployment, agent.main().content, text(agent.main()));
        }

        private void promote(Agent agent) {
            if (agent.deployments.isEmpty()) {
                return;
            }
            Published source = pick(agent.deployments);
            Deployment promoted = write(write -> deployments.promote(
                    write, branch(agent, agent.main()), deployment(agent, source), pick(ENVIRONMENTS), ""));
            noteDeployment(agent, promoted, source.content, source.text);
        }

        private void rollBack(Agent agent) {
            if (agent.deployments.isEmpty()) {
                return;
            }
            Published target = pick(agent.deployments);
            boolean restoreMain = random.nextInt(3) > 0;
            Deployment back = write(write -> deployments.rollBack(
                    write, branch(agent, agent.main()), deployment(agent, target), "", restoreMain));
            if (restoreMain) {
                agent.main().content.clear();
                agent.main().content.putAll(target.content);
                agent.main().sequence++;
                remember(agent.main());
                saw("rollback of main");
            }
            noteDeployment(agent, back, target.content, target.text);
        }

        private void noteDeployment(
                Agent agent,
                Deployment deployment,
                Map<DocumentKey, JsonNode> content,
                List<Map.Entry<DocumentKey, String>> text) {
            agent.deployments.add(new Published(deployment.id(), deployment.environment(), Map.copyOf(content), text));
        }

        /**
         * A prune takes nothing that is present, deployed or the past of a branch from its horizon on, and whoever reads what it took is
         * told so. Failed when the sequences of deployments, and when those of forks, did not count; when a version went that was
         * superseded after the horizon; and when readers did not look at the horizon.
         */
        private void prune() {
            Instant before = START.plusMillis(random.nextInt(ids * 10 + 40));
            Pruning.Pruned counted = pruning.prune(before, true);
            all.forEach(this::check);
            Map<Line, List<History.PastChange>> changesBefore = new HashMap<>();
            for (Agent agent : all) {
                for (Line line : agent.lines) {
                    line.horizon = Math.max(line.horizon, inspector.lastChange(branch(agent, line), before));
                }
                changesBefore.put(agent.main(), changes(agent));
            }
            Pruning.Pruned taken = pruning.prune(before, false);
            assertThat(taken).isEqualTo(counted);
            assertThat(pruning.prune(before, true)).isEqualTo(new Pruning.Pruned(0, 0, 0, 0));
            for (Agent agent : all) {
                assertThat(changes(agent))
                        .isEqualTo(changesBefore.get(agent.main()).stream()
                                .filter(change -> change.sequence() > agent.main().horizon)
                                .toList());
                agent.lines.forEach(line -> checkPast(agent, line));
                check(agent);
            }
            if (taken.versions() > 0) {
                saw("versions pruned");
            }
            if (taken.branches() > 0) {
                saw("closed branches pruned");
            }
        }

        private List<History.PastChange> changes(Agent agent) {
            return history.of(branch(agent, agent.main()), true)
                    .read(Listing.START, 10_000)
                    .items();
        }

        private void checkPast(Agent agent, Line line) {
            Branch branch = branch(agent, line);
            Set<Long> pins = new HashSet<>();
            agent.lines.stream().filter(fork -> fork.parent == line).forEach(fork -> pins.add(fork.fork));
            if (line == agent.main()) {
                agent.deployments.forEach(
                        published -> pins.add(deployment(agent, published).sequence()));
            }
            for (long sequence : List.copyOf(line.history.keySet())) {
                try {
                    assertThat(List.copyOf(inspector.content(branch, sequence).entrySet()))
                            .as("%s as of %d", line.id, sequence)
                            .isEqualTo(line.history.get(sequence));
                    if (sequence < line.horizon) {
                        saw("past that something points to");
                    }
                } catch (ApiException e) {
                    assertThat(e.code()).isEqualTo(CoreError.HISTORY_PRUNED);
                    assertThat(sequence).isLessThan(line.horizon);
                    assertThat(pins).doesNotContain(sequence);
                    line.history.remove(sequence);
                    saw("past that is pruned");
                }
            }
        }

        // Merges

        private void mergeOne(Agent agent) {
            List<Line> mergeable = agent.lines.stream()
                    .filter(line -> line.parent == agent.main())
                    .toList();
            if (!mergeable.isEmpty()) {
                Line theirs = pick(mergeable);
                for (int i = 0; i < QUARREL; i++) {
                    operate(agent, random.nextBoolean() ? theirs : agent.main(), random.nextInt(EDITS));
                }
                merge(agent, theirs);
                saw("merge");
            }
        }

        /** Merges, deciding at random about what is in question, and renaming what would be doubled. */
        private void merge(Agent agent, Line theirs) {
            Line main = agent.main();
            for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                List<DocumentConflict> reported = List.of();
                List<Resolution> decisions = List.of();
                Optional<MergeConflictException> refusal = tryMerge(agent, theirs, decisions);
                if (refusal.isPresent() && !refusal.get().conflicts().isEmpty()) {
                    reported = refusal.get().conflicts();
                    checkReported(main, theirs, reported);
                    check(agent, main);
                    decisions = decisions(reported, attempt < MAX_ATTEMPTS / 2 ? pick(WAYS) : List.of(Side.OURS));
                    refusal = tryMerge(agent, theirs, decisions);
                    checkOneRound(refusal);
                }
                if (refusal.isEmpty()) {
                    main.sequence++;
                    checkMerged(agent, theirs, reported, decisions);
                    agent.lines.remove(theirs);
                    return;
                }
                saw("doubled name after a merge");
                for (Violation error : refusal.get().errors()) {
                    assertThat(error.message()).contains("are both named");
                    rename(agent, theirs, error.path());
                }
            }
            throw new AssertionError("No end of doubled names");
        }

        private Optional<MergeConflictException> tryMerge(Agent agent, Line theirs, List<Resolution> decisions) {
            try {
                write(write -> merges.merge(write, branch(agent, agent.main()), branch(agent, theirs), decisions));
                return Optional.empty();
            } catch (MergeConflictException e) {
                return Optional.of(e);
            }
        }

        private List<Resolution> decisions(List<DocumentConflict> conflicts, List<Side> sides) {
            List<Resolution> decisions = new ArrayList<>();
            for (DocumentConflict conflict : conflicts) {
                for (ConflictView.Line line : conflict.lines()) {
                    decisions.add(new Resolution(line.path(), pick(sides), null));
                }
            }
            return decisions;
        }

        private void rename(Agent agent, Line theirs, List<String> path) {
            String name = "renamed " + ++ids;
            for (Line line : List.of(agent.main(), theirs)) {
                for (DocumentKey key : List.copyOf(line.content.keySet())) {
                    if (extensions.kind(key.kind()).path(key.id(), List.of()).equals(path)) {
                        ObjectNode renamed = line.at(key).deepCopy();
                        change(line, agent, Map.of(key, renamed.put("name", name)));
                    }
                }
            }
        }

        /**
         * What is reported is in question: both sides changed a leaf differently, or one side deleted what a document refers to. The
         * values that are shown are those of the sides.
         */
        private void checkReported(Line main, Line theirs, List<DocumentConflict> reported) {
            for (DocumentConflict conflict : reported) {
                DocumentKey key = conflict.key();
                JsonNode base = theirs.base.getOrDefault(key, MISSING);
                JsonNode our = main.at(key);
                JsonNode their = theirs.at(key);
                ThreeWayMerge.Result pure = ThreeWayMerge.merge(base, our, their);
                if (key.equals(DEFAULT)) {
                    saw("conflict about the default");
                    assertThat(pure.conflicts()).isNotEmpty();
                    continue;
                }
                List<List<String>> leaves =
                        conflict.lines().stream().map(line -> leaf(key, line)).toList();
                if (pure.conflicts().isEmpty()) {
                    saw("deletion in question");
                    assertThat(conflict.isWhole()).isTrue();
                    assertThat(our.isMissingNode()).isNotEqualTo(their.isMissingNode());
                    assertThat(Stream.of(main.content, theirs.content, theirs.base)
                                    .flatMap(content -> content.entrySet().stream()))
                            .as("who refers to %s", key)
                            .anyMatch(document -> kind(document.getKey())
                                    .references(document.getValue())
                                    .contains(key));
                    assertThat(leaves).containsExactly(List.of());
                } else {
                    saw(conflict.isWhole() ? "conflict about a document" : "conflict in a leaf");
                    assertThat(leaves)
                            .containsExactlyElementsOf(pure.conflicts().stream()
                                    .map(ThreeWayMerge.Conflict::path)
                                    .toList());
                }
                for (ConflictView.Line line : conflict.lines()) {
                    assertShown(line.base(), at(base, leaf(key, line)));
                    assertShown(line.ours(), at(our, leaf(key, line)));
                    assertShown(line.theirs(), at(their, leaf(key, line)));
                }
            }
        }

        private void assertShown(JsonNode shown, JsonNode value) {
            if (value.isMissingNode() && shown.isTextual()) {
                assertThat(shown.textValue()).isEmpty();
            } else {
                assertThat(ThreeWayMerge.same(shown, value)).isTrue();
            }
        }

        /**
         * A decision about every line that was reported is enough; only names can still be doubled. Failed when decisions
         * about whole documents were not taken.
         */
        private void checkOneRound(Optional<MergeConflictException> refusal) {
            refusal.ifPresent(second -> {
                assertThat(second.conflicts()).as("asked for again").isEmpty();
                assertThat(second.errors()).isNotEmpty();
            });
        }

        /**
         * Main is what both sides' changes, the decisions and nothing else make of it: a change of one side survives, what was decided
         * is in place, and references to what is gone are out. That deletions are questioned at all is seen by counting them. Failed with
         * {@link #checkContent}.
         */
        private void checkMerged(
                Agent agent, Line theirs, List<DocumentConflict> reported, List<Resolution> decisions) {
            Line main = agent.main();
            Map<DocumentKey, DocumentConflict> conflicts = new HashMap<>();
            reported.forEach(conflict -> conflicts.put(conflict.key(), conflict));
            Map<List<String>, Side> sides = new HashMap<>();
            decisions.forEach(decision -> sides.put(decision.path(), decision.side()));
            Map<DocumentKey, String> stored = inspector.content(branch(agent, main), main.sequence);

            Set<DocumentKey> keys = new LinkedHashSet<>(theirs.places);
            keys.addAll(main.places);
            Map<DocumentKey, JsonNode> merged = new LinkedHashMap<>();
            for (DocumentKey key : keys) {
                JsonNode base = theirs.base.getOrDefault(key, MISSING);
                ThreeWayMerge.Result pure = ThreeWayMerge.merge(base, main.at(key), theirs.at(key));
                JsonNode value = pure.merged();
                DocumentConflict conflict = conflicts.get(key);
                if (conflict == null) {
                    assertThat(pure.conflicts())
                            .as("unreported conflicts in %s", key)
                            .isEmpty();
                } else if (key.equals(DEFAULT)) {
                    value = decidedDefault(conflict, sides, base, main, theirs, stored.get(key));
                } else {
                    for (ConflictView.Line line : conflict.lines()) {
                        List<String> leaf = leaf(key, line);
                        JsonNode side = switch (Optional.ofNullable(sides.get(line.path()))
                                .orElseThrow()) {
                            case OURS -> main.at(key);
                            case THEIRS -> theirs.at(key);
                            case BASE -> base;
                        };
                        value = ThreeWayMerge.with(value, leaf, at(side, leaf));
                    }
                }
                if (!value.isMissingNode()) {
                    merged.put(key, value);
                }
            }
            dropDangling(merged);
            keys.forEach(key -> main.put(key, merged.getOrDefault(key, MISSING)));
            remember(main);
            check(agent, main);
        }

        /** One side throughout is that side; else it is one of the three. */
        private JsonNode decidedDefault(
                DocumentConflict conflict,
                Map<List<String>, Side> sides,
                JsonNode base,
                Line main,
                Line theirs,
                @Nullable String stored) {
            Set<Side> chosen = new HashSet<>();
            conflict.lines().forEach(line -> chosen.add(sides.get(line.path())));
            if (chosen.equals(Set.of(Side.OURS))) {
                return main.at(DEFAULT);
            }
            if (chosen.equals(Set.of(Side.THEIRS))) {
                return theirs.at(DEFAULT);
            }
            JsonNode value = stored == null ? MISSING : StrictJson.parse(stored);
            assertThat(value).isIn(MISSING, base, main.at(DEFAULT), theirs.at(DEFAULT));
            return value;
        }

        private void dropDangling(Map<DocumentKey, JsonNode> content) {
            for (DocumentKey key : List.copyOf(content.keySet())) {
                JsonNode body = content.get(key);
                List<DocumentKey> gone = kind(key).references(body).stream()
                        .filter(target -> !content.containsKey(target))
                        .toList();
                if (!gone.isEmpty()) {
                    saw("reference taken out");
                    if (key.equals(DEFAULT)) {
                        content.remove(key);
                    } else {
                        ObjectNode without = body.deepCopy();
                        gone.forEach(target -> without.withObject("/values").remove(target.id()));
                        content.put(key, without);
                    }
                }
            }
        }

        // Laws about what is stored

        private void check(Agent agent) {
            agent.lines.forEach(line -> check(agent, line));
            assertThat(branches.list(branch(agent, agent.main()))
                            .read(Listing.START, 100)
                            .items())
                    .extracting(Branch::publicId)
                    .containsExactlyElementsOf(
                            agent.lines.stream().map(line -> line.id).toList());
            checkDeployments(agent);
        }

        /**
         * A document is read as it is now, and one that was read before is that of now as long as the state is present that it was seen in.
         */
        private void read(Agent agent) {
            Line line = pick(agent.lines);
            for (DocumentKey key : List.of(BEHAVIOR, DEFAULT, pick(List.copyOf(line.places)))) {
                Optional<Seen<Document>> now = documents.find(caller, agent.id, line.id, key);
                assertThat(now.map(seen -> seen.value().body()).orElse(MISSING))
                        .as("%s of %s", key, line.id)
                        .isEqualTo(line.at(key));
                now.ifPresent(seen -> assertThat(isPresent(seen)).isTrue());
                Seen<Document> before = now.isPresent()
                        ? agent.reads.put(List.of(line.id, key), now.get())
                        : agent.reads.remove(List.of(line.id, key));
                if (before != null && isPresent(before)) {
                    assertThat(before.value().body())
                            .as("%s of %s, seen before", key, line.id)
                            .isEqualTo(line.at(key));
                    saw("read again in the same state");
                }
            }
        }

        private static boolean isPresent(Seen<Document> seen) {
            return seen.state().orElseThrow().isPresent().toCompletableFuture().join();
        }

        private void isGone(Agent agent, Line line) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> documents.find(caller, agent.id, line.id, BEHAVIOR))
                    .satisfies(refused ->
                            assertThat(refused.code()).isIn(CoreError.AGENT_NOT_FOUND, CoreError.BRANCH_NOT_FOUND));
            agent.reads.forEach((what, seen) -> {
                if (what.contains(line.id)) {
                    assertThat(isPresent(seen))
                            .as("%s of a branch that is gone", what)
                            .isFalse();
                }
            });
        }

        private void check(Agent agent, Line line) {
            Branch branch = branch(agent, line);
            checkContent(branch, line);
            checkHistory(branch, line);
            checkVersion(branch);
            checkSequences(branch, line);
            checkRules(line);
        }

        /**
         * Reading a branch equals replaying what was done to it. Failed when a merge left references to what is gone, when a decision
         * for the base took our side, and when a merge left out the last document that the branch had touched.
         */
        private void checkContent(Branch branch, Line line) {
            assertThat(List.copyOf(inspector.content(branch, branch.sequence()).entrySet()))
                    .as("%s now", line.id)
                    .isEqualTo(text(line));
        }

        /**
         * The past does not change. Failed when lists showed documents as of before they were born, and when they showed the present
         * version for a past one.
         */
        private void checkHistory(Branch branch, Line line) {
            long sequence = pick(List.copyOf(new java.util.TreeSet<>(line.history.keySet())));
            assertThat(List.copyOf(inspector.content(branch, sequence).entrySet()))
                    .as("%s as of %d", line.id, sequence)
                    .isEqualTo(line.history.get(sequence));
        }

        /**
         * The digest that changes keep up is the one that the content has from scratch. Failed when the hash of a replaced version was
         * left in it.
         */
        private void checkVersion(Branch branch) {
            assertThat(inspector.storedVersion(branch))
                    .isEqualTo(StoreInspector.version(inspector.content(branch, branch.sequence())));
        }

        /** The numbers of a branch's changes have no gap. Failed when a change took the number after the next. */
        private void checkSequences(Branch branch, Line line) {
            assertThat(branch.sequence()).isEqualTo(line.sequence);
            assertThat(inspector.sequences(branch))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(Math.max(line.fork + 1, line.horizon), line.sequence)
                                    .boxed()
                                    .toList());
        }

        /** No reference dangles and no name is doubled; what is checked is the model, which reading equals. */
        private void checkRules(Line line) {
            Set<String> names = new HashSet<>();
            line.content.forEach((key, body) -> {
                assertThat(line.content.keySet()).containsAll(kind(key).references(body));
                assertThat(kind(key).violations(body)).isEmpty();
                kind(key)
                        .uniqueNames(body)
                        .forEach(name -> assertThat(names.add(key.kind() + " " + name))
                                .as("the only %s %s", key.kind(), name)
                                .isTrue());
            });
        }

        /**
         * A deployment holds for ever, byte for byte, what main held when it was published, and its version is that of the content.
         * Failed when a promotion pointed to main as it was at the promotion.
         */
        private void checkDeployments(Agent agent) {
            Branch main = branch(agent, agent.main());
            for (Published published : agent.deployments) {
                Deployment deployment = deployment(agent, published);
                Map<DocumentKey, String> content = inspector.content(main, deployment.sequence());
                assertThat(List.copyOf(content.entrySet())).isEqualTo(published.text);
                assertThat(deployment.version()).isEqualTo(StoreInspector.version(content));
            }
        }

        /** A duplicate has the original's content and version. Failed when it began with the digest of no content. */
        private void checkDuplicate(Agent agent, Agent copy) {
            assertThat(inspector.storedVersion(branch(copy, copy.main())))
                    .isEqualTo(inspector.storedVersion(branch(agent, agent.main())));
            check(copy);
        }

        // What they are made of

        private <T> T write(Function<Write, T> work) {
            // The clock may stand still, and it may go back.
            Instant at = START.plusMillis(ids * 10L + random.nextInt(30));
            return database.write(() -> work.apply(new Write(caller, "laws", at)));
        }

        private Branch branch(Agent agent, Line line) {
            return branches.require(caller, agent.id, line.id);
        }

        private Deployment deployment(Agent agent, Published published) {
            Space space = spaces.require(caller, agent.id);
            return deployments.find(space.id(), published.id).orElseThrow();
        }

        private ResourceKind kind(DocumentKey key) {
            return extensions.kind(key.kind());
        }

        private List<String> leaf(DocumentKey key, ConflictView.Line line) {
            int prefix = kind(key).path(key.id(), List.of()).size();
            return line.path().subList(prefix, line.path().size());
        }

        private JsonNode at(JsonNode whole, List<String> path) {
            JsonNode value = whole;
            for (String name : path) {
                value = value.path(name);
            }
            return value;
        }

        private void remember(Line line) {
            line.history.put(line.sequence, text(line));
        }

        private List<Map.Entry<DocumentKey, String>> text(Line line) {
            List<Map.Entry<DocumentKey, String>> text = new ArrayList<>();
            for (String kind : extensions.kinds().keySet()) {
                line.keys(kind).forEach(key -> text.add(Map.entry(key, CanonicalJson.text(line.at(key)))));
            }
            return text;
        }

        private DocumentKey newKey(String kind) {
            return new DocumentKey(
                    kind, kind.toUpperCase(java.util.Locale.ROOT) + "-" + random.nextInt(1000) + "-" + ++ids);
        }

        private ObjectNode topic() {
            ObjectNode topic = named().put("content", word()).put("actions", "").put("isActive", true);
            topic.putArray("exampleQueries");
            return topic;
        }

        private JsonNode editedTopic(JsonNode body) {
            ObjectNode topic = body.deepCopy();
            switch (random.nextInt(5)) {
                case 0 -> topic.setAll(named());
                case 1 -> topic.put("content", word());
                case 2 -> topic.put("actions", word());
                case 3 -> topic.put("isActive", random.nextBoolean());
                default -> topic.putArray("exampleQueries").addObject().put("query", word());
            }
            return topic;
        }

        private JsonNode editedVariant(Line line, JsonNode body) {
            ObjectNode variant = body.deepCopy();
            if (random.nextInt(4) == 0) {
                variant.setAll(named());
            }
            for (DocumentKey attribute : line.keys(ATTRIBUTE)) {
                switch (random.nextInt(3)) {
                    case 0 -> variant.withObject("/values").put(attribute.id(), word());
                    case 1 -> variant.withObject("/values").remove(attribute.id());
                    default -> {}
                }
            }
            return variant;
        }

        /** There are few names, so that they are wanted twice often enough. */
        private ObjectNode named() {
            return object("name", "name " + random.nextInt(8));
        }

        private String word() {
            return pick(List.of("", "un", "deux", "trois", "cuatro \u00e9\ud83d\ude00")) + "!";
        }

        private ObjectNode object(String member, String value) {
            return StrictJson.NODES.objectNode().put(member, value);
        }

        private <T> T pick(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
