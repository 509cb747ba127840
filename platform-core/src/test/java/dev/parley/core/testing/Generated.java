package dev.parley.core.testing;

import java.util.Random;

/**
 * Runs a law on generated data. Every round has a seed of its own; a failure tells it, and {@code -Dparley.seed=} with it makes that
 * round the first one.
 */
public final class Generated {

    /** The system property with the seed of the first round. */
    public static final String SEED = "parley.seed";

    private Generated() {}

    /** One round. */
    @FunctionalInterface
    public interface Round {
        /**
         * @param random the only source of chance
         */
        void run(Random random);
    }

    /**
     * Runs rounds.
     *
     * @param property the system property that says how many
     * @param usual how many without it
     */
    public static void rounds(String property, int usual, Round round) {
        rounds(Integer.getInteger(property, usual), round);
    }

    /** Runs so many rounds. */
    public static void rounds(int rounds, Round round) {
        long first = Long.getLong(SEED, System.nanoTime());
        for (int i = 0; i < rounds; i++) {
            long seed = first + i;
            try {
                round.run(new Random(mixed(seed)));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "Round " + (i + 1) + " of " + rounds + ", -D" + SEED + "=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** The generators of seeds that are near one another begin alike, so seeds are spread first (SplitMix64). */
    private static long mixed(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
