package dev.parley.core.paging;

import java.util.function.Function;

/**
 * A list that can be read piece by piece, by the key of the last item and never by its position.
 */
@FunctionalInterface
public interface Listing<T> {

    /** What to give as {@code after} for the beginning of a list. */
    long START = -1;

    /**
     * Reads on.
     *
     * @param after the key of the last item before, or {@link #START}
     * @param max how many items at most, 1 or more
     */
    Chunk<T> read(long after, int max);

    /** The same list with other items. */
    default <R> Listing<R> map(Function<? super T, ? extends R> mapper) {
        return (after, max) -> read(after, max).map(mapper);
    }
}
