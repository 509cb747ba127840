package dev.parley.core.family;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests may be sent in how long: a bucket of so many tokens that fills up evenly.
 *
 * @param requests how many, 1 or more
 * @param window in how long
 */
record RateLimit(long requests, Duration window) {

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,4})s");

    /**
     * Reads a limit such as {@code 100/1s}.
     *
     * @param text empty for no limit
     * @throws IllegalArgumentException when it is no limit
     */
    static Optional<RateLimit> of(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher limit = TEXT.matcher(text);
        if (!limit.matches()) {
            throw new IllegalArgumentException(
                    text + " is no limit such as 100/1s: so many requests in so many seconds");
        }
        return Optional.of(
                new RateLimit(Long.parseLong(limit.group(1)), Duration.ofSeconds(Long.parseLong(limit.group(2)))));
    }

    Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, window))
                .build();
    }
}
