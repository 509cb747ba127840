package dev.parley.check;

import dev.parley.check.Violation.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Checks a history for linearizability: whether the document, used by one caller after the other, could have given the same answers. It
 * is the strongest promise that a document by itself can keep, and the histories of all documents together keep it when each of them
 * does (Herlihy and Wing, 1990). Every value is written once, so what a read shows tells which write it follows.
 */
final class Checker {

    /** To tell why a history is wrong is worth less time than to tell that it is. */
    private static final int LIMIT_OF_KINDS = 50_000;

    private static final int SHOWN = 8;

    private final Map<String, String> initial;
    private final List<Operation> all;

    private Checker(Map<String, String> initial, List<Operation> all) {
        this.initial = initial;
        this.all = all;
    }

    /**
     * What is wrong with a history, or empty when an order explains it. Where it goes wrong may take too long to find; then all of it is
     * shown.
     *
     * @throws Search.UndecidedException when that cannot be told in reasonable time
     */
    static Optional<Violation> check(History history) {
        Checker checker = new Checker(history.initial(), history.operations());
        if (Search.explains(checker.all, checker.initial, Search.LIMIT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(checker.violation(history.document()));
        } catch (Search.UndecidedException e) {
            return Optional.of(new Violation(
                    Kind.UNEXPLAINED, history.document() + "\n  No order explains this history:" + history.text()));
        }
    }

    private Violation violation(String document) {
        List<Operation> returned = all.stream()
                .filter(Operation::isKnown)
                .sorted(Comparator.comparingLong(Operation::returned))
                .toList();
        // A beginning of an explained history is explained too, so the first answer that is not can be found by
        // halving.
        int explained = 0;
        int unexplained = returned.size();
        while (unexplained - explained > 1) {
            int middle = (explained + unexplained) / 2;
            if (explains(until(returned.get(middle - 1).returned()))) {
                explained = middle;
            } else {
                unexplained = middle;
            }
        }
        Operation culprit = returned.get(unexplained - 1);
        List<Operation> beginning = until(culprit.returned());
        return new Violation(kind(culprit, beginning), text(document, culprit, beginning));
    }

    private boolean explains(List<Operation> operations) {
        return Search.explains(operations, initial, Search.LIMIT);
    }

    /** The history as it was known at a moment: what had not returned then might never have. */
    private List<Operation> until(long moment) {
        return all.stream()
                .filter(operation -> operation.invoked() <= moment)
                .filter(operation -> operation.returned() <= moment || operation.isWrite())
                .map(operation -> operation.returned() <= moment ? operation : operation.unknown())
                .toList();
    }

    private Kind kind(Operation culprit, List<Operation> beginning) {
        // What is written twice is not gone for good when it is replaced, so these steps must not say that they need
        // it.
        List<Operation> twice = new ArrayList<>(
                each(beginning, operation -> operation.with(operation.step().withoutNeeds())));
        beginning.stream()
                .filter(operation -> operation.isRetried() && operation.isWrite())
                .forEach(operation -> twice.add(operation.unknown()));
        List<Operation> others =
                all.stream().filter(operation -> !operation.equals(culprit)).toList();
        if (wouldBeExplained(each(
                beginning,
                operation -> operation.unchecked() == null ? operation : operation.with(operation.unchecked())))) {
            return Kind.STALE_WRITE;
        } else if (wouldBeExplained(twice)) {
            return Kind.DUPLICATE;
        } else if (!culprit.isWrite() && wouldBeExplained(others) && isOld(culprit)) {
            return Kind.STALE_READ;
        } else if (wouldBeExplained(each(
                beginning,
                operation -> operation.isWrite() && !operation.equals(culprit) ? operation.unknown() : operation))) {
            return Kind.LOST_WRITE;
        }
        return Kind.UNEXPLAINED;
    }

    /** Whether an operation would be explained if it had begun with the history. */
    private boolean isOld(Operation operation) {
        return wouldBeExplained(each(
                all,
                each -> !each.equals(operation)
                        ? each
                        : new Operation(
                                each.request(),
                                each.answer(),
                                Long.MIN_VALUE,
                                each.returned(),
                                each.step(),
                                each.unchecked(),
                                each.isWrite(),
                                each.isRetried())));
    }

    private boolean wouldBeExplained(List<Operation> operations) {
        try {
            return Search.explains(operations, initial, LIMIT_OF_KINDS);
        } catch (Search.UndecidedException e) {
            return false;
        }
    }

    private static List<Operation> each(List<Operation> operations, UnaryOperator<Operation> change) {
        return operations.stream().map(change).toList();
    }

    /**
     * The end of an order that explains everything but the culprit, and the culprit; with it all that was answered at the same moment, such
     * as what else the same answer showed.
     */
    private String text(String document, Operation culprit, List<Operation> beginning) {
        List<Operation> last = beginning.stream()
                .filter(operation -> operation.returned() == culprit.returned())
                .toList();
        List<Operation> before = beginning.stream()
                .filter(operation -> !last.contains(operation) || operation.isWrite())
                .map(operation -> last.contains(operation) ? operation.unknown() : operation)
                .toList();
        List<Operation> order = Search.order(before, initial);
        int skipped = Math.max(0, order.size() - SHOWN);
        StringBuilder text = new StringBuilder(document);
        text.append("\n  One order that explains all that was answered before");
        if (skipped > 0) {
            text.append(" (without its first ").append(skipped).append(')');
        }
        long origin = beginning.stream().mapToLong(Operation::invoked).min().orElse(0);
        order.stream().skip(skipped).forEach(operation -> text.append("\n    ").append(line(operation, origin)));
        text.append("\n  No order explains then");
        last.forEach(operation -> text.append("\n    ").append(line(operation, origin)));
        Map<String, String> state = initial;
        for (Operation operation : order) {
            state = Objects.requireNonNull(operation.step().from(state));
        }
        return text.append("\n  After that order the document is ")
                .append(state)
                .toString();
    }

    private static String line(Operation operation, long origin) {
        return String.format(
                "%s to %s us  %s -> %s%s",
                (operation.invoked() - origin) / 1000,
                operation.isKnown() ? (operation.returned() - origin) / 1000 : "?",
                operation.request(),
                operation.answer(),
                operation.isRetried() ? " (sent again)" : "");
    }
}
