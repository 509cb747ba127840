package dev.parley.core.family;

import org.jspecify.annotations.Nullable;

/**
 * A rendered answer.
 *
 * @param status the HTTP status
 * @param body the bytes of the JSON body; empty for an answer without one
 * @param entityTag the strong entity tag of what the caller was shown or has changed, with its quotes; null when there is none
 */
public record Answer(int status, byte[] body, @Nullable String entityTag) {}
