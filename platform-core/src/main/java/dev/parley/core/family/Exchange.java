package dev.parley.core.family;

import dev.parley.core.security.Caller;
import dev.parley.core.spi.ApiFamily;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the platform knows about a request under the base path of a family while it is on its way. It travels as an attribute of the
 * request.
 */
public final class Exchange {

    private static final String ATTRIBUTE = Exchange.class.getName();

    private final ApiFamily family;
    private final String requestId;
    private final long startedAt = System.nanoTime();
    private @Nullable Caller caller;
    private byte @Nullable [] body;
    private @Nullable Answer answer;
    private @Nullable String entityTag;
    private Seen.@Nullable State state;
    private RateLimits.@Nullable Outcome limit;
    private boolean rendered;

    Exchange(ApiFamily family, String requestId) {
        this.family = family;
        this.requestId = requestId;
    }

    /**
     * The exchange of a request.
     *
     * @throws IllegalStateException when the request is not under the base path of a family
     */
    public static Exchange of(HttpRequest<?> request) {
        return find(request)
                .orElseThrow(
                        () -> new IllegalStateException(request.getPath() + " is not under the base path of a family"));
    }

    static Optional<Exchange> find(HttpRequest<?> request) {
        // As it is: getAttribute would ask for a conversion.
        return Optional.ofNullable((Exchange) request.getAttributes().getValue(ATTRIBUTE));
    }

    static Exchange begin(HttpRequest<?> request, ApiFamily family, String requestId) {
        Exchange exchange = new Exchange(family, requestId);
        request.setAttribute(ATTRIBUTE, exchange);
        return exchange;
    }

    /** The family whose base path the request is under. */
    public ApiFamily family() {
        return family;
    }

    /** The id of the request: the caller's, or a generated one. */
    public String requestId() {
        return requestId;
    }

    /**
     * Who sends the request.
     *
     * @throws IllegalStateException before that is known
     */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("The caller is not known yet");
        }
        return caller;
    }

    Optional<Caller> knownCaller() {
        return Optional.ofNullable(caller);
    }

    void setCaller(Caller caller) {
        this.caller = caller;
    }

    /** The bytes of the request's body; empty when it has none or the operation takes none. */
    public byte[] body() {
        return body == null ? new byte[0] : body;
    }

    void setBody(byte[] body) {
        this.body = body;
    }

    /**
     * Fixes what the caller will be answered, whatever the controller returns.
     */
    public void answer(Answer fixed) {
        this.answer = fixed;
    }

    Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /**
     * Tells the entity tag of what a GET answers, where it has one of its own; else it is made from the bytes of the answer.
     *
     * @param tag with its quotes
     */
    public void entityTag(String tag) {
        this.entityTag = tag;
    }

    Optional<String> entityTag() {
        return Optional.ofNullable(entityTag);
    }

    /** Tells the state of the store that the answer is read of, and nothing else. */
    void setState(Seen.State state) {
        this.state = state;
    }

    Optional<Seen.State> state() {
        return Optional.ofNullable(state);
    }

    void setLimit(RateLimits.Outcome outcome) {
        this.limit = outcome;
    }

    Optional<RateLimits.Outcome> limit() {
        return Optional.ofNullable(limit);
    }

    long millis() {
        return (System.nanoTime() - startedAt) / 1_000_000;
    }

    /** Tells, once, that the answer has not been rendered yet. */
    boolean beginRendering() {
        boolean first = !rendered;
        rendered = true;
        return first;
    }
}
