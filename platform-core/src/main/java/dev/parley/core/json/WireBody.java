package dev.parley.core.json;

/**
 * Marks the record of a request body. A controller's {@code @Body} parameter of such a type (or of {@link JsonBody} over one) is
 * read by the platform instead of by the host's JSON settings: strictly, once, and validated against the schema of the same name in
 * the OpenAPI document of the module, with every violation reported.
 */
public interface WireBody {}
