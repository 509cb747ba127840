package dev.parley.core.write;

import dev.parley.core.family.EntityTags;
import dev.parley.core.json.Json;
import dev.parley.core.security.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One write: everything that happens in one transaction, by one caller, at one moment. */
public final class Write {

    private final Caller caller;
    private final String requestId;
    private final Instant at;
    private final Preconditions preconditions;
    private final @Nullable Json json;
    private @Nullable String entityTag;

    /**
     * A write that no request asks for.
     *
     * @param caller who writes
     * @param requestId the id of the request, for the audit
     * @param at the moment, in milliseconds; everything that the write makes carries it
     */
    public Write(Caller caller, String requestId, Instant at) {
        this(caller, requestId, at, Preconditions.none(), null);
    }

    Write(Caller caller, String requestId, Instant at, Preconditions preconditions, @Nullable Json json) {
        this.caller = caller;
        this.requestId = requestId;
        this.at = at;
        this.preconditions = preconditions;
        this.json = json;
    }

    /** Who writes. */
    public Caller caller() {
        return caller;
    }

    /** The id of the request, for the audit. */
    public String requestId() {
        return requestId;
    }

    /** The moment, in milliseconds; everything that the write makes carries it. */
    public Instant at() {
        return at;
    }

    /** What stands as the creator of what the write makes. */
    public String by() {
        return caller.createdBy();
    }

    /**
     * Compares what is to be changed with the preconditions of the request. It must be locked by then, and nothing changed yet.
     *
     * @param current tells what a GET would answer now, as a value that the platform's JSON writer can write; asked only when there is a
     *     precondition
     * @throws dev.parley.core.error.ApiException 412 when a precondition does not hold
     */
    public void requireMatch(Supplier<?> current) {
        preconditions.require(() -> tag(current.get()));
    }

    /**
     * The same for a state that has a tag of its own.
     *
     * @param currentTag an entity tag, with its quotes
     * @throws dev.parley.core.error.ApiException 412 when a precondition does not hold
     */
    public void requireTag(String currentTag) {
        preconditions.require(() -> currentTag);
    }

    /** The value of {@code If-Match}, for who compares it himself; empty when there is none. */
    public Optional<String> ifMatch() {
        return preconditions.ifMatch();
    }

    /**
     * Tells what became of what was changed, where that is not what the request is answered with: its entity tag is answered.
     *
     * @param changed what a GET would answer now
     */
    public void became(Object changed) {
        if (json != null) {
            entityTag = tag(changed);
        }
    }

    /**
     * Tells the entity tag of what was changed, where it has one of its own.
     *
     * @param newTag with its quotes
     */
    public void becameTagged(String newTag) {
        entityTag = newTag;
    }

    Optional<String> entityTag() {
        return Optional.ofNullable(entityTag);
    }

    void requireCompared() {
        preconditions.requireCompared();
    }

    private String tag(Object representation) {
        if (json == null) {
            throw new IllegalStateException("A write without a request compares nothing");
        }
        return EntityTags.of(json.write(representation));
    }
}
