package dev.parley.core.revision;

import java.time.Instant;

/**
 * The content of an agent at one moment, put into an environment. It never changes.
 *
 * @param id a UUIDv7
 * @param number 1, 2, 3 and so on within the agent, in the order of commits
 * @param environment where it is
 * @param sequence it holds the content of main right after this change
 * @param version 32 hex digits of the content's hash; equal content has an equal version
 * @param artifactAt when this version was published; kept by promotions and rollbacks
 * @param type how it came about
 * @param message what its creator wrote about it; empty when nothing
 * @param createdBy who created it
 * @param createdAt when
 */
public record Deployment(
        String id,
        long number,
        String environment,
        long sequence,
        String version,
        Instant artifactAt,
        Type type,
        String message,
        String createdBy,
        Instant createdAt) {

    /** How a deployment came about. */
    public enum Type {
        /** From main's content. */
        PUBLISH,
        /** From a deployment in an earlier environment. */
        PROMOTION,
        /** From an earlier deployment in the same environment. */
        ROLLBACK
    }
}
