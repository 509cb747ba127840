package dev.parley.core.family;

import dev.parley.core.security.Caller;
import io.micronaut.core.util.clhm.ConcurrentLinkedHashMap;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What GET requests were answered lately, for the same caller to be told again while the store is in the state that it was read of. That is
 * asked each time, so no answer is older than its question, on however many instances.
 */
@Singleton
final class RecentAnswers {

    private static final int CAPACITY_BYTES = 8 << 20;

    /** What an answer takes beside its body: about that of its question. */
    private static final int OVERHEAD_BYTES = 512;

    private final Map<Question, Recent> answers = new ConcurrentLinkedHashMap.Builder<Question, Recent>()
            .maximumWeightedCapacity(CAPACITY_BYTES)
            .weigher(recent -> OVERHEAD_BYTES + recent.answer().body().length)
            .build();

    /** All that an answer depends on beside the state: a GET has no body, and no other header is looked at. */
    private record Question(
            Caller caller, String uri, @Nullable String accept) {
        static Question of(HttpRequest<?> request, Caller caller) {
            return new Question(
                    caller, request.getUri().toString(), request.getHeaders().get(HttpHeaders.ACCEPT));
        }
    }

    /** An answer, which is good in one state. */
    record Recent(Seen.State state, Answer answer) {}

    /** What the caller was answered, if that was kept. */
    Optional<Recent> find(HttpRequest<?> request, Caller caller) {
        return request.getMethod() == HttpMethod.GET
                ? Optional.ofNullable(answers.get(Question.of(request, caller)))
                : Optional.empty();
    }

    /** Keeps what a caller is answered, if it is the answer to a GET. */
    void keep(HttpRequest<?> request, Caller caller, Recent recent) {
        if (request.getMethod() == HttpMethod.GET) {
            answers.put(Question.of(request, caller), recent);
        }
    }
}
