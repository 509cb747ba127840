package dev.parley.core.spi;

/**
 * A right that an API key can hold.
 *
 * @param name the name on the wire and in {@code keys create --scope}, such as {@code agents:write}
 * @param description what it permits, in a sentence
 */
public record Scope(String name, String description) {}
