package dev.parley.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for an order of operations in which each does and sees what it should, and that agrees with the clock: what had returned before
 * another was invoked comes first. Operations whose outcome is not known may be anywhere after their invocation, or missing.
 *
 * <p>This is the search of Wing and Gong with the memory of Lowe: depth first, always one of the operations that can come next, and
 * never twice from the same set of placed operations with the same state. Of the operations whose outcome is not known only those that
 * were used up matter: what failed with fewer of them fails with more. Operations that return soon are tried first, so a history that
 * is right takes hardly more steps than it has operations. And no order is followed in which a value is gone for good that an operation
 * still has to see: it would be found wrong only at that operation, after all that can be in between.
 */
final class Search {

    /** After so many points it is given up. With documents of some hundred operations a right history needs a few. */
    static final int LIMIT = 3_000_000;

    private final List<Operation> operations;
    private final int limit;
    private final BitSet placed = new BitSet();
    private final List<Operation> order = new ArrayList<>();
    private final Map<Point, List<BitSet>> visited = new HashMap<>();
    private final BitSet known = new BitSet();

    /** How many operations that are not placed yet need a value, by name and value. */
    private final Map<String, Map<String, Integer>> needed = new HashMap<>();

    private int left;
    private int points;

    private Search(List<Operation> operations, int limit) {
        this.operations = operations.stream()
                .sorted(Comparator.comparingLong(Operation::invoked))
                .toList();
        this.limit = limit;
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = this.operations.get(i);
            known.set(i, operation.isKnown());
            need(operation, 1);
        }
        this.left = known.cardinality();
    }

    /**
     * Whether there is such an order.
     *
     * @param limit how many points of the search it may take
     * @throws UndecidedException when it would take more
     */
    static boolean explains(List<Operation> operations, Map<String, String> initial, int limit) {
        return new Search(operations, limit).goOn(initial);
    }

    /** The operations in such an order; those that took no effect are left out. There must be one. */
    static List<Operation> order(List<Operation> operations, Map<String, String> initial) {
        Search search = new Search(operations, LIMIT);
        if (!search.goOn(initial)) {
            throw new IllegalArgumentException("No order explains these operations");
        }
        return search.order;
    }

    private boolean goOn(Map<String, String> state) {
        if (left == 0) {
            return true;
        }
        if (isKnownToFail(state)) {
            return false;
        }
        if (++points > limit) {
            throw new UndecidedException();
        }
        for (int next : candidates()) {
            Operation operation = operations.get(next);
            Map<String, String> after = operation.step().from(state);
            if (after != null) {
                place(next, operation);
                if (!isLost(state, after) && goOn(after)) {
                    return true;
                }
                takeBack(next, operation);
            }
        }
        return false;
    }

    /** Whether it was tried to go on from here; if not, it is noted that it is tried now. */
    private boolean isKnownToFail(Map<String, String> state) {
        BitSet answered = (BitSet) placed.clone();
        answered.and(known);
        BitSet usedUp = (BitSet) placed.clone();
        usedUp.andNot(known);
        List<BitSet> before = visited.computeIfAbsent(new Point(answered, state), point -> new ArrayList<>(1));
        for (BitSet fewer : before) {
            BitSet rest = (BitSet) fewer.clone();
            rest.andNot(usedUp);
            if (rest.isEmpty()) {
                return true;
            }
        }
        before.add(usedUp);
        return false;
    }

    private void need(Operation operation, int more) {
        if (operation.isKnown()) {
            operation
                    .step()
                    .needs()
                    .forEach((name, value) ->
                            needed.computeIfAbsent(name, any -> new HashMap<>()).merge(value, more, Integer::sum));
        }
    }

    /** Whether a value that is needed is replaced and nowhere any more. */
    private boolean isLost(Map<String, String> before, Map<String, String> after) {
        return needed.entrySet().stream().anyMatch(name -> {
            String value = before.getOrDefault(name.getKey(), Step.NONE);
            return name.getValue().getOrDefault(value, 0) > 0
                    && !after.getOrDefault(name.getKey(), Step.NONE).equals(value)
                    && !after.containsValue(value);
        });
    }

    private void place(int index, Operation operation) {
        placed.set(index);
        order.add(operation);
        need(operation, -1);
        left -= operation.isKnown() ? 1 : 0;
    }

    private void takeBack(int index, Operation operation) {
        placed.clear(index);
        order.remove(order.size() - 1);
        need(operation, 1);
        left += operation.isKnown() ? 1 : 0;
    }

    /** What can come next: all that were invoked before any of the rest returned; those that return first come first. */
    private List<Integer> candidates() {
        long end = Operation.NEVER;
        List<Integer> candidates = new ArrayList<>();
        for (int i = placed.nextClearBit(0);
                i < operations.size() && operations.get(i).invoked() <= end;
                i = placed.nextClearBit(i + 1)) {
            candidates.add(i);
            end = Math.min(end, operations.get(i).returned());
        }
        candidates.sort(Comparator.comparingLong(i -> operations.get(i).returned()));
        return candidates;
    }

    /**
     * A point of the search.
     *
     * @param answered the operations with a known outcome that are placed
     */
    private record Point(BitSet answered, Map<String, String> state) {}

    /** A search that takes too long. */
    static final class UndecidedException extends RuntimeException {

        private UndecidedException() {
            super("The search takes too long", null, false, false);
        }
    }
}
