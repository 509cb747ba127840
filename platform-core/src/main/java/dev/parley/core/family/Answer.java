package dev.parley.core.family;

/**
 * A successful answer, ready to be sent.
 *
 * @param status the HTTP status, 200 to 299
 * @param body the JSON text in UTF-8; empty means no body
 */
public record Answer(int status, byte[] body) {}
