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
}
