package dev.parley.agents.variant;

import io.swagger.v3.oas.annotations.media.Schema;

/** What was deleted. */
@Schema(requiredProperties = "id", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record Deleted(String id) {}
