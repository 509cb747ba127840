package dev.parley.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.ThreeWayMerge.Conflict;
import dev.parley.core.json.ThreeWayMerge.Result;
import dev.parley.core.testing.Generated;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What holds for every three-way merge, on generated triples whose sides are edits of one base. The long form is
 * {@code mvn -pl platform-core test -Dtest=MergeLawsTest -Dparley.laws.triples=1000000}; {@code -Dparley.seed=} repeats a failure.
 */
final class MergeLawsTest {

    private static final String TRIPLES = "parley.laws.triples";
    private static final int USUAL_TRIPLES = 20_000;

    private static final JsonNode MISSING = MissingNode.getInstance();
    private static final List<String> NAMES = List.of("10", "9", "a", "é");
    private static final int MAX_DEPTH = 3;

    private record Triple(JsonNode base, JsonNode ours, JsonNode theirs) {
        Triple swapped() {
            return new Triple(base, /* ours= */ theirs, /* theirs= */ ours);
        }

        Result merge() {
            return ThreeWayMerge.merge(base, ours, theirs);
        }
    }

    @FunctionalInterface
    private interface Law {
        void check(Triple triple, Random random);
    }

    private static void forAll(Law law) {
        Generated.rounds(TRIPLES, USUAL_TRIPLES, random -> {
            Triple triple = triple(random);
            try {
                law.check(triple, random);
            } catch (AssertionError e) {
                throw new AssertionError(
                        "base " + text(triple.base) + ", ours " + text(triple.ours) + ", theirs " + text(triple.theirs)
                                + ": " + e.getMessage(),
                        e);
            }
        });
    }

    /** Failed when the sides were compared with the base by kind of value only, and when an equal change of both was a conflict. */
    @Test
    void whatOnlyOneSideChangedAndWhatBothChangedAlikeIsTakenWhole() {
        forAll((triple, random) -> {
            for (JsonNode changed : List.of(triple.ours, triple.theirs)) {
                assertTaken(ThreeWayMerge.merge(triple.base, changed, changed), changed);
                assertTaken(ThreeWayMerge.merge(triple.base, triple.base, changed), changed);
                assertTaken(ThreeWayMerge.merge(triple.base, changed, triple.base), changed);
            }
        });
    }

    private static void assertTaken(Result result, JsonNode expected) {
        assertThat(result.conflicts()).isEmpty();
        assertSame(result.merged(), expected);
    }

    /** Failed when members that the base does not have were left out of the names that are merged, whichever side had added them. */
    @Test
    void aChangeOfOneSideSurvivesBesideTheChangesOfTheOther() {
        AtomicInteger besideOthers = new AtomicInteger();
        forAll((triple, random) -> {
            Result result = triple.merge();
            for (List<String> path : paths(triple)) {
                String base = text(at(triple.base, path));
                String ours = text(at(triple.ours, path));
                String theirs = text(at(triple.theirs, path));
                if (isCovered(path, result) || (!base.equals(ours) && !base.equals(theirs))) {
                    continue;
                }
                assertThat(text(at(result.merged(), path)))
                        .as("at %s", path)
                        .isEqualTo(base.equals(theirs) ? ours : theirs);
                if (!ours.equals(theirs) && !result.conflicts().isEmpty()) {
                    besideOthers.incrementAndGet();
                }
            }
        });
        assertSeen(besideOthers);
    }

    /** Failed when a conflict was answered with our value instead of being noted, and when it was noted only if the base had a value. */
    @Test
    void aLeafThatBothSidesChangedDifferentlyIsInAConflict() {
        AtomicInteger contested = new AtomicInteger();
        forAll((triple, random) -> {
            Result result = triple.merge();
            for (List<String> path : paths(triple)) {
                if (isContested(triple, path)) {
                    contested.incrementAndGet();
                    assertThat(isCovered(path, result))
                            .as("a conflict at %s", path)
                            .isTrue();
                }
            }
        });
        assertSeen(contested);
    }

    /** Failed when an object that one side had emptied was in conflict as a whole with any change in it by the other. */
    @Test
    void aConflictIsWhereBothSidesChangedDifferentlyAndShowsTheirValues() {
        forAll((triple, random) -> {
            Result result = triple.merge();
            List<List<String>> paths = new ArrayList<>();
            for (Conflict conflict : result.conflicts()) {
                assertThat(isContested(triple, conflict.path()))
                        .as("contested at %s", conflict.path())
                        .isTrue();
                assertSame(conflict.base(), at(triple.base, conflict.path()));
                assertSame(conflict.ours(), at(triple.ours, conflict.path()));
                assertSame(conflict.theirs(), at(triple.theirs, conflict.path()));
                paths.add(conflict.path());
            }
            List<List<String>> sorted = new ArrayList<>(paths);
            sorted.sort(MergeLawsTest::compare);
            assertThat(paths).doesNotHaveDuplicates().isEqualTo(sorted);
        });
    }

    /** Failed when our value was left in the merged one at a conflict. */
    @Test
    void nothingButTheBaseIsAtAConflict() {
        forAll((triple, random) -> {
            Result result = triple.merge();
            result.conflicts().forEach(conflict -> assertSame(at(result.merged(), conflict.path()), conflict.base()));
        });
    }

    /** Failed when the names of their side were not among those that are merged, and when a conflict kept our value. */
    @Test
    void swappingTheSidesSwapsThemInEveryConflictAndChangesNothingElse() {
        forAll((triple, random) -> {
            Result result = triple.merge();
            Result swapped = triple.swapped().merge();
            assertSame(swapped.merged(), result.merged());
            assertThat(swapped.conflicts()).hasSameSizeAs(result.conflicts());
            for (int i = 0; i < result.conflicts().size(); i++) {
                Conflict conflict = result.conflicts().get(i);
                Conflict mirrored = swapped.conflicts().get(i);
                assertThat(mirrored.path()).isEqualTo(conflict.path());
                assertSame(mirrored.base(), conflict.base());
                assertSame(mirrored.ours(), conflict.theirs());
                assertSame(mirrored.theirs(), conflict.ours());
            }
        });
    }

    /** Failed when a missing value was not removed, and when an object was made anew on the way instead of being completed. */
    @Test
    void decisionsPutTheirSidesInPlaceInWhateverOrder() {
        forAll((triple, random) -> {
            Result result = triple.merge();
            List<Conflict> conflicts = new ArrayList<>(result.conflicts());
            List<JsonNode> chosen = new ArrayList<>();
            JsonNode decided = result.merged();
            for (Conflict conflict : conflicts) {
                JsonNode value = pick(random, List.of(conflict.base(), conflict.ours(), conflict.theirs()));
                chosen.add(value);
                decided = ThreeWayMerge.with(decided, conflict.path(), value);
            }
            for (int i = 0; i < conflicts.size(); i++) {
                assertSame(at(decided, conflicts.get(i).path()), chosen.get(i));
            }
            for (List<String> path : paths(triple)) {
                if (conflicts.stream().noneMatch(conflict -> areOnOneWay(conflict.path(), path))) {
                    assertSame(at(decided, path), at(result.merged(), path));
                }
            }
            JsonNode backwards = result.merged();
            for (int i = conflicts.size() - 1; i >= 0; i--) {
                backwards = ThreeWayMerge.with(backwards, conflicts.get(i).path(), chosen.get(i));
            }
            assertSame(backwards, decided);
        });
    }

    /** Failed when members that only our side had added were left out of the names that are merged. */
    @Test
    void mergingADecidedMergeAgainChangesNothing() {
        forAll((triple, random) -> {
            Result result = triple.merge();
            JsonNode forUs = result.merged();
            JsonNode forThem = result.merged();
            for (Conflict conflict : result.conflicts()) {
                forUs = ThreeWayMerge.with(forUs, conflict.path(), conflict.ours());
                forThem = ThreeWayMerge.with(forThem, conflict.path(), conflict.theirs());
            }
            assertTaken(ThreeWayMerge.merge(triple.base, forThem, triple.theirs), forThem);
            assertTaken(ThreeWayMerge.merge(triple.base, triple.ours, forUs), forUs);
        });
    }

    /** Failed when the merged object was built in our side's, and when a decision was put into the object that it was given. */
    @Test
    void mergingAndDecidingLeavesWhatItIsGivenAsItWas() {
        forAll((triple, random) -> {
            String before = text(triple.base) + text(triple.ours) + text(triple.theirs);
            Result result = triple.merge();
            String merged = text(result.merged());
            for (Conflict conflict : result.conflicts()) {
                ThreeWayMerge.with(result.merged(), conflict.path(), StrictJson.NODES.textNode("decided"));
            }
            assertThat(text(result.merged())).isEqualTo(merged);
            assertThat(text(triple.base) + text(triple.ours) + text(triple.theirs))
                    .isEqualTo(before);
        });
    }

    /** A law about something that never happened in a run of the usual length would prove nothing. */
    private static void assertSeen(AtomicInteger times) {
        if (Integer.getInteger(TRIPLES, USUAL_TRIPLES) >= USUAL_TRIPLES) {
            assertThat(times).hasValueGreaterThan(USUAL_TRIPLES / 20);
        }
    }

    /** Whether both sides changed a value differently and it is one for at least one of them, not a set of members for both. */
    private static boolean isContested(Triple triple, List<String> path) {
        JsonNode ours = at(triple.ours, path);
        JsonNode theirs = at(triple.theirs, path);
        String base = text(at(triple.base, path));
        return !(ours.isObject() && theirs.isObject())
                && !text(ours).equals(text(theirs))
                && !text(ours).equals(base)
                && !text(theirs).equals(base);
    }

    private static boolean isCovered(List<String> path, Result result) {
        return result.conflicts().stream().anyMatch(conflict -> isPrefix(conflict.path(), path));
    }

    private static boolean isPrefix(List<String> shorter, List<String> longer) {
        return shorter.size() <= longer.size()
                && longer.subList(0, shorter.size()).equals(shorter);
    }

    private static boolean areOnOneWay(List<String> path, List<String> other) {
        return isPrefix(path, other) || isPrefix(other, path);
    }

    private static int compare(List<String> path, List<String> other) {
        for (int i = 0; i < Math.min(path.size(), other.size()); i++) {
            int order = path.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(path.size(), other.size());
    }

    /** The paths of all values of all three, the inner ones too. */
    private static Set<List<String>> paths(Triple triple) {
        Set<List<String>> paths = new LinkedHashSet<>();
        for (JsonNode version : List.of(triple.base, triple.ours, triple.theirs)) {
            collect(version, List.of(), paths);
        }
        return paths;
    }

    private static void collect(JsonNode value, List<String> path, Set<List<String>> paths) {
        paths.add(path);
        if (value.isObject()) {
            value.properties().forEach(member -> {
                List<String> longer = new ArrayList<>(path);
                longer.add(member.getKey());
                collect(member.getValue(), Collections.unmodifiableList(longer), paths);
            });
        }
    }

    private static JsonNode at(JsonNode whole, List<String> path) {
        JsonNode value = whole;
        for (String name : path) {
            value = value.path(name);
        }
        return value;
    }

    private static void assertSame(JsonNode actual, JsonNode expected) {
        assertThat(text(actual)).isEqualTo(text(expected));
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "nothing" : CanonicalJson.text(value);
    }

    private static Triple triple(Random random) {
        JsonNode base =
                random.nextInt(20) == 0 ? MISSING : random.nextInt(10) == 0 ? value(random, 0) : object(random, 0);
        return new Triple(base, side(random, base), side(random, base));
    }

    private static JsonNode side(Random random, JsonNode base) {
        return switch (random.nextInt(20)) {
            case 0 -> base;
            case 1 -> MISSING;
            case 2 -> object(random, 0);
            default -> edited(random, base, 0);
        };
    }

    /** A copy with about a third of its members changed, deleted or joined by others. */
    private static JsonNode edited(Random random, JsonNode value, int depth) {
        if (!value.isObject()) {
            return random.nextInt(3) == 0 ? value(random, depth) : value;
        }
        ObjectNode result = StrictJson.NODES.objectNode();
        for (String name : NAMES) {
            JsonNode member = value.path(name);
            JsonNode edited = switch (random.nextInt(12)) {
                case 0 -> MISSING;
                case 1 -> value(random, depth + 1);
                case 2, 3, 4, 5 -> edited(random, member, depth + 1);
                default -> member;
            };
            if (!edited.isMissingNode()) {
                result.set(name, edited.deepCopy());
            }
        }
        return result;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 8 : 5)) {
            case 0 -> StrictJson.NODES.numberNode(random.nextInt(3));
            case 1 -> StrictJson.parse(pick(random, List.of("1.0", "1.00", "1E+2", "12345678901234567890")));
            case 2 -> StrictJson.NODES.textNode(pick(random, List.of("", "1", "é", "\u0000")));
            case 3 ->
                pick(random, List.of(StrictJson.NODES.booleanNode(random.nextBoolean()), StrictJson.NODES.nullNode()));
            case 4 -> array(random, depth);
            default -> object(random, depth);
        };
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = StrictJson.NODES.objectNode();
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        for (String name : names.subList(0, random.nextInt(NAMES.size() + 1))) {
            object.set(name, value(random, depth + 1));
        }
        return object;
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = StrictJson.NODES.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            array.add(value(random, depth + 1));
        }
        return array;
    }

    private static <T> T pick(Random random, List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
