package dev.parley.core.family;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What was read of the store, and in which state of it.
 *
 * @param state what the value depends on, all of it; empty when that cannot be told, so that the value is good for once
 */
public record Seen<T>(T value, Optional<State> state) {

    /** A state of something in the store. */
    @FunctionalInterface
    public interface State {
        /**
         * Asks the store, without blocking, whether it is in this state now: not before this was called, and with whatever was committed
         * by then.
         *
         * @return ends with false, too, when what it is a state of is no longer there; fails when the store cannot be asked
         */
        CompletionStage<Boolean> isPresent();
    }

    /** A value that may be another one the next time. */
    public static <T> Seen<T> once(T value) {
        return new Seen<>(value, Optional.empty());
    }

    /**
     * The same, seen as something else.
     *
     * @param as uses nothing but the value
     */
    public <U> Seen<U> map(Function<T, U> as) {
        return new Seen<>(as.apply(value), state);
    }
}
