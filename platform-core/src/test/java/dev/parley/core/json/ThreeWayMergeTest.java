package dev.parley.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThreeWayMergeTest {

    private static final JsonNode MISSING = MissingNode.getInstance();

    @Test
    void aOneSidedChangeIsTakenWhicheverTheSide() {
        assertMerged(
                "{\"a\":1,\"b\":1}",
                "{\"a\":2,\"b\":1}",
                "{\"a\":1,\"b\":1,\"c\":{\"d\":[]}}",
                "{\"a\":2,\"b\":1,\"c\":{\"d\":[]}}");
        assertMerged("{\"a\":1,\"b\":1}", "{\"b\":1}", "{\"a\":1}", "{}");
        assertMerged("{\"a\":{}}", "{\"a\":{\"x\":1}}", "{\"a\":{\"y\":2}}", "{\"a\":{\"x\":1,\"y\":2}}");
    }

    @Test
    void anArrayIsOneLeaf() {
        ThreeWayMerge.Result result =
                ThreeWayMerge.merge(json("{\"a\":[1]}"), json("{\"a\":[1,2]}"), json("{\"a\":[0,1]}"));
        assertThat(result.conflicts()).hasSize(1);
        assertThat(result.conflicts().get(0).path()).containsExactly("a");
        assertThat(result.merged()).isEqualTo(json("{\"a\":[1]}"));
    }

    @Test
    void aDeletionAgainstAChangeIsAConflictWhereTheDeletionIs() {
        ThreeWayMerge.Result result =
                ThreeWayMerge.merge(json("{\"a\":{\"b\":1,\"c\":1}}"), json("{}"), json("{\"a\":{\"b\":2,\"c\":1}}"));
        assertThat(result.conflicts()).hasSize(1);
        assertThat(result.conflicts().get(0).path()).containsExactly("a");
        assertThat(result.conflicts().get(0).ours().isMissingNode()).isTrue();

        ThreeWayMerge.Result whole = ThreeWayMerge.merge(json("{\"a\":1}"), MISSING, json("{\"a\":2}"));
        assertThat(whole.conflicts().get(0).path()).isEmpty();
    }

    @Test
    void whatBothAddedIsComparedMemberByMember() {
        ThreeWayMerge.Result result =
                ThreeWayMerge.merge(MISSING, json("{\"a\":1,\"b\":1}"), json("{\"a\":1,\"b\":2,\"c\":3}"));
        assertThat(result.conflicts()).extracting(ThreeWayMerge.Conflict::path).containsExactly(List.of("b"));
        assertThat(result.merged()).isEqualTo(json("{\"a\":1,\"c\":3}"));
    }

    @Test
    void numbersThatAreSpelledDifferentlyDiffer() {
        assertThat(ThreeWayMerge.same(json("1.0"), json("1.00"))).isFalse();
        assertThat(ThreeWayMerge.same(json("{\"a\":1,\"b\":2}"), json("{\"b\":2,\"a\":1}")))
                .isTrue();
    }

    @Test
    void aDecisionIsPutInItsPlace() {
        assertThat(ThreeWayMerge.with(json("{\"a\":{\"b\":1}}"), List.of("a", "c"), json("2")))
                .isEqualTo(json("{\"a\":{\"b\":1,\"c\":2}}"));
        assertThat(ThreeWayMerge.with(json("{\"a\":{\"b\":1}}"), List.of("a", "b"), MISSING))
                .isEqualTo(json("{\"a\":{}}"));
        assertThat(ThreeWayMerge.with(MISSING, List.of(), json("2"))).isEqualTo(json("2"));
    }

    @Test
    void aMergePatchFollowsTheRfc() {
        // RFC 7396, appendix A.
        String[][] cases = {
            {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
            {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
            {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
            {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
            {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
            {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
            {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
            {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
            {"[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]"},
            {"{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]"},
            {"{\"a\":\"foo\"}", "null", "null"},
            {"{\"a\":\"foo\"}", "\"bar\"", "\"bar\""},
            {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
            {"[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}"},
            {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"}
        };
        for (String[] example : cases) {
            assertThat(MergePatch.apply(json(example[0]), json(example[1]))).isEqualTo(json(example[2]));
        }
    }

    private static void assertMerged(String base, String ours, String theirs, String merged) {
        for (boolean swapped : new boolean[] {false, true}) {
            ThreeWayMerge.Result result =
                    ThreeWayMerge.merge(json(base), json(swapped ? theirs : ours), json(swapped ? ours : theirs));
            assertThat(result.conflicts()).isEmpty();
            assertThat(result.merged()).isEqualTo(json(merged));
        }
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text);
    }
}
