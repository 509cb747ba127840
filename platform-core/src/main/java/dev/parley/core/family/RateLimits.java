package dev.parley.core.family;

import dev.parley.core.security.Caller;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much of the service a key, and a workspace with all its keys, may take, each in this process; off unless configured. Who is over
 * a limit is refused without the database being asked who it is, as long as no token can have come back: an eager caller costs the
 * others as little as it can.
 */
@Singleton
final class RateLimits {

    /** Above so many buckets, those that are full are forgotten: a new one is full, too. */
    private static final int MANY = 10_000;

    private final Optional<RateLimit> ofKeys;
    private final Optional<RateLimit> ofWorkspaces;
    private final Map<String, Bucket> keys = new ConcurrentHashMap<>();
    private final Map<String, Bucket> workspaces = new ConcurrentHashMap<>();

    /** What a credential that was refused has to wait for, by the credential: until when in nanoseconds, and under which limit. */
    private final Map<String, Refused> refused = new ConcurrentHashMap<>();

    /**
     * What came of a request under limits.
     *
     * @param limit the limit that is nearest to its end
     * @param remaining how many requests are left of it now
     * @param delay for how long nothing is left; zero when the request is admitted
     */
    record Outcome(RateLimit limit, long remaining, Duration delay) {
        boolean isAdmitted() {
            return delay.isZero();
        }
    }

    private record Refused(RateLimit limit, long until) {}

    RateLimits(
            @Property(name = "parley.limits.per-key", defaultValue = "") String perKey,
            @Property(name = "parley.limits.per-workspace", defaultValue = "") String perWorkspace) {
        this.ofKeys = RateLimit.of(perKey);
        this.ofWorkspaces = RateLimit.of(perWorkspace);
    }

    /** Refuses, without any lookup, who is known to be over a limit; empty when that is not known. */
    Optional<Outcome> refusedBefore(String credential) {
        Refused known = refused.get(credential);
        if (known == null) {
            return Optional.empty();
        }
        long left = known.until() - System.nanoTime();
        if (left <= 0) {
            refused.remove(credential, known);
            return Optional.empty();
        }
        return Optional.of(new Outcome(known.limit(), 0, Duration.ofNanos(left)));
    }

    /**
     * Takes a token of the caller's key and one of its workspace, or none of either.
     *
     * @param credential what the request shows; empty where a host tells who calls
     * @return empty without limits
     */
    Optional<Outcome> take(Caller caller, Optional<String> credential) {
        List<Outcome> outcomes = new ArrayList<>();
        ofKeys.ifPresent(limit -> outcomes.add(take(keys, caller.workspaceId() + '\n' + caller.actor(), limit)));
        if (ofWorkspaces.isPresent() && outcomes.stream().allMatch(Outcome::isAdmitted)) {
            Outcome outcome = take(workspaces, caller.workspaceId(), ofWorkspaces.get());
            if (!outcome.isAdmitted()) {
                outcomes.forEach(taken -> bucket(keys, caller.workspaceId() + '\n' + caller.actor(), taken.limit())
                        .addTokens(1));
            }
            outcomes.add(outcome);
        }
        Optional<Outcome> nearest = outcomes.stream()
                .reduce((one, other) ->
                        !one.isAdmitted() || (other.isAdmitted() && one.remaining() <= other.remaining())
                                ? one
                                : other);
        nearest.filter(outcome -> !outcome.isAdmitted())
                .ifPresent(outcome -> credential.ifPresent(shown -> refuse(shown, outcome)));
        return nearest;
    }

    private void refuse(String credential, Outcome outcome) {
        if (refused.size() >= MANY) {
            long now = System.nanoTime();
            refused.values().removeIf(known -> known.until() <= now);
        }
        refused.put(
                credential,
                new Refused(outcome.limit(), System.nanoTime() + outcome.delay().toNanos()));
    }

    private static Outcome take(Map<String, Bucket> buckets, String name, RateLimit limit) {
        ConsumptionProbe probe = bucket(buckets, name, limit).tryConsumeAndReturnRemaining(1);
        // A token that comes this very moment is one to wait for all the same.
        return new Outcome(
                limit,
                probe.getRemainingTokens(),
                probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())));
    }

    private static Bucket bucket(Map<String, Bucket> buckets, String name, RateLimit limit) {
        if (buckets.size() >= MANY) {
            buckets.values().removeIf(bucket -> bucket.getAvailableTokens() == limit.requests());
        }
        return buckets.computeIfAbsent(name, unknown -> limit.bucket());
    }
}
