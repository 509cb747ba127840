package dev.parley.core.family;

import dev.parley.core.security.Caller;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** How a controller reads. */
@Singleton
public final class Reads {

    /**
     * Runs work that changes nothing.
     *
     * @param work what to read, for the caller of the request
     * @throws dev.parley.core.error.ApiException what the work throws, or what its failure means to the caller
     */
    public <T> T in(HttpRequest<?> request, Function<Caller, T> work) {
        Caller caller = Exchange.of(request).caller();
        return Failures.translating(() -> work.apply(caller));
    }

    /**
     * The same for what is asked for often. Its answer is kept, and given to the same caller again, without the work, as long as the store
     * is in the state that it was read of.
     *
     * @param work what to read; it depends on nothing but the caller, the path and query of the request, and that state
     */
    public <T> T often(HttpRequest<?> request, Function<Caller, Seen<T>> work) {
        Seen<T> seen = in(request, work);
        seen.state().ifPresent(Exchange.of(request)::setState);
        return seen.value();
    }
}
