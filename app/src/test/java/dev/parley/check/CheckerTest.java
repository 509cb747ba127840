package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.Violation.Kind;
import dev.parley.core.testing.Generated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checker on histories written by hand: the wrong ones it must refuse, the right ones, however odd they look, it must not. */
final class CheckerTest {

    private final History history = new History("a topic", Map.of("content", "first", "actions", "none"));

    @Test
    void refusesALostUpdate() {
        // Two callers change one member each; the second write put back what the first had changed.
        write(0, 30, "content", "by A");
        write(10, 20, "actions", "by B");
        read(40, 50, Map.of("content", "first", "actions", "by B"));
        read(60, 70, Map.of("content", "first", "actions", "by B"));
        assertThat(kind()).contains(Kind.LOST_WRITE);
    }

    @Test
    void refusesAnAcknowledgedWriteThatIsGoneAfterAKill() {
        write(0, 10, "content", "kept");
        write(20, 30, "content", "gone");
        // The instance is killed and started again.
        read(5_000, 5_010, Map.of("content", "kept"));
        write(5_020, 5_030, "content", "later");
        read(5_040, 5_050, Map.of("content", "later"));
        read(5_060, 5_070, Map.of("content", "kept"));
        assertThat(kind()).contains(Kind.LOST_WRITE);
    }

    @Test
    void refusesAStaleRead() {
        write(0, 10, "content", "old");
        write(20, 30, "content", "new");
        read(40, 50, Map.of("content", "old"));
        read(60, 70, Map.of("content", "new"));
        assertThat(kind()).contains(Kind.STALE_READ);
    }

    @Test
    void refusesARetryThatActedTwice() {
        add("PATCH content", "204", 0, 30, Step.sets(Map.of("content", "retried")), null, true, true);
        write(40, 50, "content", "next");
        read(60, 70, Map.of("content", "next"));
        read(80, 90, Map.of("content", "retried"));
        assertThat(kind()).contains(Kind.DUPLICATE);
    }

    @Test
    void refusesAStaleIfMatchThatWentThrough() {
        read(0, 10, Map.of("content", "first"));
        conditional(20, 40, "first", "by A");
        conditional(30, 50, "first", "by B");
        assertThat(kind()).contains(Kind.STALE_WRITE);
    }

    @Test
    void refusesAnIfMatchThatWasRefusedWithoutReason() {
        write(0, 10, "content", "present");
        refused(20, 30, "present");
        write(40, 50, "content", "next");
        assertThat(Checker.check(history)).isPresent();
    }

    @Test
    void refusesAValueThatNobodyWrote() {
        write(0, 10, "content", "written");
        read(20, 30, Map.of("content", "invented"));
        assertThat(kind()).contains(Kind.UNEXPLAINED);
    }

    @Test
    void refusesHalfOfAWrite() {
        add("merge", "200", 0, 10, Step.sets(Map.of("content", "merged", "actions", "merged")), null, true, false);
        read(20, 30, Map.of("content", "merged", "actions", "none"));
        assertThat(Checker.check(history)).isPresent();
    }

    @Test
    void acceptsWhatHappensAtTheSameTimeInAnyOrder() {
        write(0, 100, "content", "a");
        write(0, 100, "content", "b");
        read(10, 40, Map.of("content", "b"));
        read(50, 90, Map.of("content", "a"));
        read(110, 120, Map.of("content", "a"));
        assertThat(kind()).isEmpty();
    }

    @Test
    void acceptsAnUnknownOutcomeThatShowsLateOrNever() {
        add("PATCH content", "cut off", 0, Operation.NEVER, Step.sets(Map.of("content", "late")), null, true, false);
        add("PATCH content", "cut off", 5, Operation.NEVER, Step.sets(Map.of("content", "never")), null, true, false);
        read(10, 20, Map.of("content", "first"));
        write(30, 40, "content", "between");
        read(50, 60, Map.of("content", "between"));
        read(70, 80, Map.of("content", "late"));
        assertThat(kind()).isEmpty();
    }

    @Test
    void refusesAnUnknownOutcomeThatShowsTwice() {
        add("PATCH content", "cut off", 0, Operation.NEVER, Step.sets(Map.of("content", "late")), null, true, true);
        read(10, 20, Map.of("content", "late"));
        write(30, 40, "content", "between");
        read(50, 60, Map.of("content", "between"));
        read(70, 80, Map.of("content", "late"));
        assertThat(kind()).contains(Kind.DUPLICATE);
    }

    @Test
    void acceptsOneOfTwoWritesWithTheSameIfMatch() {
        conditional(0, 20, "first", "by A");
        refused(5, 30, "first");
        conditional(40, 50, "by A", "by B");
        read(60, 70, Map.of("content", "by B"));
        assertThat(kind()).isEmpty();
    }

    @Test
    void showsTheBeginningThatIsWrongAndNoMore() {
        for (long i = 0; i < 100; i++) {
            write(100 * i, 100 * i + 10, "content", "value " + i);
        }
        read(4_950, 4_960, Map.of("content", "value 47"));
        Violation violation = Checker.check(history).orElseThrow();
        assertThat(violation.kind()).isEqualTo(Kind.STALE_READ);
        assertThat(violation.text()).contains("value 47", "value 49").doesNotContain("value 40", "value 50");
    }

    /** Seen to fail when only one of them was taken for what is wrong: the rest could not be explained either. */
    @Test
    void showsAllThatOneAnswerTells() {
        read(0, 10, Map.of("content", "first"));
        read(20, 30, Map.of("content", "first"));
        refused(20, 30, "first");
        String text = Checker.check(history).orElseThrow().text();
        assertThat(text.substring(text.indexOf("No order explains"))).contains("GET", "412");
    }

    /** What a register that is right answers is accepted, with calls that overlap and cuts; and what the next one reads, if it is old, is not. */
    @Test
    void acceptsWhatARightRegisterAnswers() {
        Generated.rounds("parley.check.rounds", 30, random -> {
            History right = new History("a register", Map.of("content", "0"));
            String before = play(right, random, 120);
            assertThat(Checker.check(right)).isEmpty();
            right.add(new Operation(
                    "GET", before, 1_000_000, 1_000_001, Step.sees(Map.of("content", before)), null, false, false));
            assertThat(Checker.check(right)).isPresent();
        });
    }

    /**
     * Lets callers use a register whose operations act at a moment of their own.
     *
     * @return a value that was there and cannot be there any more
     */
    private static String play(History history, Random random, int operations) {
        String value = "0";
        String before = "0";
        for (int i = 1; i <= operations; i++) {
            // Operation i acts at 100 * i, and overlaps with up to three before and after it.
            long invoked = 100L * i - random.nextInt(350);
            long returned = 100L * i + random.nextInt(350);
            boolean isCut = random.nextInt(50) == 0;
            if (random.nextBoolean()) {
                Step sees = Step.sees(Map.of("content", value));
                history.add(new Operation("GET", value, invoked, returned, sees, null, false, false));
            } else {
                String next = Integer.toString(i);
                Step sets = Step.sets(Map.of("content", next));
                if (!isCut || random.nextBoolean()) {
                    value = next;
                }
                before = isCut ? before : next;
                history.add(new Operation(
                        "PATCH", next, invoked, isCut ? Operation.NEVER : returned, sets, null, true, false));
            }
        }
        // Settles which value is there.
        history.add(new Operation(
                "PATCH", "last", 900_000, 900_001, Step.sets(Map.of("content", "last")), null, true, false));
        return before;
    }

    /**
     * Deployments show less than members of a resource: a publish whose outcome is not known may have been, and be gone again before anybody
     * looks. That must not keep a right history from being told.
     */
    @Test
    void acceptsWhatRightDeploymentsAnswer() {
        Generated.rounds("parley.check.rounds", 30, random -> {
            ReleaseSteps steps = new ReleaseSteps();
            History right = new History("deployments", ReleaseSteps.initial("deployment 0", "0"));
            deploy(right, steps, random);
            assertThat(Checker.check(right)).isEmpty();
        });
    }

    /** Lets callers work on deployments as {@link Release} does, with operations that act at a moment of their own. */
    private static void deploy(History history, ReleaseSteps steps, Random random) {
        Map<String, String> state = history.initial();
        List<Map.Entry<String, String>> seen = new ArrayList<>(List.of(Map.entry("sandbox", "deployment 0")));
        steps.show("deployment 0");
        for (int i = 1; i <= 60; i++) {
            String message = "deployment " + i;
            String environment = ReleaseSteps.ENVIRONMENTS.get(random.nextInt(3));
            Map.Entry<String, String> known = seen.get(random.nextInt(seen.size()));
            Step step = Step.sets(Map.of(ReleaseSteps.CONTENT, Integer.toString(i)));
            boolean isWrite = true;
            switch (random.nextInt(10)) {
                case 0, 1 -> {
                    Map<String, String> active = new HashMap<>();
                    for (String each : ReleaseSteps.ENVIRONMENTS) {
                        active.put(each, state.getOrDefault(each, Step.NONE));
                        if (state.containsKey(each)) {
                            steps.show(active.get(each));
                            seen.add(Map.entry(each, active.get(each)));
                        }
                    }
                    step = Step.seesWrittenOnce(active);
                    isWrite = false;
                }
                case 2 -> {
                    step = Step.seesWrittenOnce(
                            Map.of(ReleaseSteps.CONTENT, state.getOrDefault(ReleaseSteps.CONTENT, Step.NONE)));
                    isWrite = false;
                }
                case 3, 4 -> {
                    isWrite = steps.isPublished().from(state) == null;
                    step = isWrite ? steps.publish(message) : steps.isPublished();
                }
                case 5 -> step = steps.promote(known.getValue(), message, environment);
                case 6 -> step = steps.rollBack(known.getValue(), message, known.getKey());
                default -> {}
            }
            // Overlaps as in the register above; an instance that is killed leaves several unknown outcomes at once.
            boolean isCut = isWrite && random.nextInt(i % 30 < 5 ? 2 : 25) == 0;
            long returned = isCut ? Operation.NEVER : 100L * i + random.nextInt(350);
            if (!isCut || random.nextBoolean()) {
                state = Objects.requireNonNull(step.from(state));
            }
            history.add(new Operation(
                    message, state.toString(), 100L * i - random.nextInt(350), returned, step, null, isWrite, false));
        }
    }

    private Optional<Kind> kind() {
        return Checker.check(history).map(Violation::kind);
    }

    private void read(long invoked, long returned, Map<String, String> values) {
        add("GET", values.toString(), invoked, returned, Step.sees(values), null, false, false);
    }

    private void write(long invoked, long returned, String name, String value) {
        add("PATCH " + name + "=" + value, "204", invoked, returned, Step.sets(Map.of(name, value)), null, true, false);
    }

    private void conditional(long invoked, long returned, String before, String value) {
        Step sets = Step.sets(Map.of("content", value));
        Step step = Step.sees(Map.of("content", before)).then(sets);
        add("PATCH content=" + value + " if " + before, "204", invoked, returned, step, sets, true, false);
    }

    private void refused(long invoked, long returned, String before) {
        Step step = Step.seesOther(Map.of("content", before));
        add("PATCH content if " + before, "412", invoked, returned, step, null, false, false);
    }

    private void add(
            String request,
            String answer,
            long invoked,
            long returned,
            Step step,
            @Nullable Step unchecked,
            boolean isWrite,
            boolean isRetried) {
        history.add(new Operation(request, answer, invoked, returned, step, unchecked, isWrite, isRetried));
    }
}
