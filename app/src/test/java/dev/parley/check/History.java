package dev.parley.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What all callers did to one document. Threads add to it at the same time. */
final class History {

    private final String document;
    private final Map<String, String> initial;
    private final List<Operation> operations = new ArrayList<>();

    /**
     * @param document which one it is, for people
     * @param initial its state before the first operation
     */
    History(String document, Map<String, String> initial) {
        this.document = document;
        this.initial = Map.copyOf(initial);
    }

    synchronized void add(Operation operation) {
        operations.add(operation);
    }

    String document() {
        return document;
    }

    Map<String, String> initial() {
        return initial;
    }

    synchronized int size() {
        return operations.size();
    }

    synchronized List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** The operations, a line each, in microseconds of one clock. */
    String text() {
        return operations().stream()
                .sorted(Comparator.comparingLong(Operation::invoked))
                .map(operation -> "\n  " + operation.invoked() / 1000 + " to "
                        + (operation.isKnown() ? operation.returned() / 1000 : "?") + ": " + operation.request()
                        + " -> "
                        + operation.answer())
                .collect(Collectors.joining());
    }
}
