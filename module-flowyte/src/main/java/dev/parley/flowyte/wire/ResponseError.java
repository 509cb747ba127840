package dev.parley.flowyte.wire;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

// For the OpenAPI document.
/** A field that is wrong. */
@Serdeable
@Schema(requiredProperties = {"field", "message"})
public record ResponseError(String field, String message) {}
