package dev.parley.core.paging;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Some items of a list, in its order.
 *
 * @param items the items
 * @param next the key after which the list goes on; empty when there are no more
 */
public record Chunk<T>(List<T> items, OptionalLong next) {

    public Chunk {
        items = List.copyOf(items);
    }

    /** The same places with other items. */
    public <R> Chunk<R> map(Function<? super T, ? extends R> mapper) {
        return new Chunk<>(items.stream().<R>map(mapper).toList(), next);
    }

    /**
     * A chunk from the rows of a query that asked for one more than wanted, to see whether there are more.
     *
     * @param rows at most {@code max + 1} items
     * @param key the key of an item
     */
    public static <T> Chunk<T> of(List<T> rows, int max, Function<T, Long> key) {
        if (rows.size() <= max) {
            return new Chunk<>(rows, OptionalLong.empty());
        }
        List<T> items = rows.subList(0, max);
        return new Chunk<>(items, OptionalLong.of(key.apply(items.get(max - 1))));
    }
}
