package dev.parley.core.write;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param workspaceId in which workspace
 * @param type what, as {@code noun.verb}
 * @param payload the particulars, a JSON object
 * @param at when
 */
public record OutboxEvent(String workspaceId, String type, String payload, Instant at) {}
