package dev.parley.core.write;

import dev.parley.core.error.CoreError;
import dev.parley.core.family.EntityTags;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request demands of the present state of what it is about: {@code If-Match} and {@code If-None-Match} (RFC 9110, section 13.1).
 * It is compared where nobody can change that state any more before the change is made: in the transaction, under the lock.
 */
public final class Preconditions {

    private final @Nullable String ifMatch;
    private final @Nullable String ifNoneMatch;
    private boolean compared;

    private Preconditions(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        this.ifMatch = ifMatch;
        this.ifNoneMatch = ifNoneMatch;
    }

    /** The preconditions of a request. */
    public static Preconditions of(HttpRequest<?> request) {
        return new Preconditions(combined(request, HttpHeaders.IF_MATCH), combined(request, HttpHeaders.IF_NONE_MATCH));
    }

    /** Several lines of a list are one list. */
    private static @Nullable String combined(HttpRequest<?> request, String header) {
        return request.getHeaders().contains(header)
                ? String.join(",", request.getHeaders().getAll(header))
                : null;
    }

    /** No preconditions: of what no request asks for. */
    static Preconditions none() {
        return new Preconditions(null, null);
    }

    /**
     * Compares the present state.
     *
     * @param entityTag tells the tag of the present state; asked only when there is a precondition
     * @throws dev.parley.core.error.ApiException 412 when a precondition does not hold
     */
    public void require(Supplier<String> entityTag) {
        compared = true;
        if (ifMatch == null && ifNoneMatch == null) {
            return;
        }
        String tag = entityTag.get();
        if ((ifMatch != null && !EntityTags.matchesStrongly(ifMatch, tag))
                || (ifNoneMatch != null && EntityTags.matchesWeakly(ifNoneMatch, tag))) {
            throw CoreError.PRECONDITION_FAILED.exception();
        }
    }

    /** The value of {@code If-Match}, for who compares it himself; empty when the request has none. */
    Optional<String> ifMatch() {
        compared = true;
        return Optional.ofNullable(ifMatch);
    }

    /**
     * A demand that nobody has compared is not met: what is created has no state before, and a demand is never passed over in silence.
     *
     * @throws dev.parley.core.error.ApiException 412 when the request has an {@code If-Match} that was not compared
     */
    void requireCompared() {
        if (!compared && ifMatch != null) {
            throw CoreError.PRECONDITION_FAILED.exception(
                    "There is nothing here whose entity tag If-Match could name: send the request without it");
        }
    }
}
