package dev.parley.agents.variant;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** What was deleted. */
@Serdeable
@Schema(requiredProperties = "id", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record Deleted(String id) {}
