package dev.parley.core.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request body that is used as a tree, where absent and null differ or any value is allowed, instead of as a record.
 *
 * @param tree the body as it was sent, strict and valid against the schema of {@code T}
 * @param <T> the record whose schema in the OpenAPI document describes the body
 */
@SuppressWarnings("UnusedTypeParameter") // it names the schema
public record JsonBody<T extends WireBody>(JsonNode tree) {}
