package dev.parley.agents.variant;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The attributes of a branch, in creation order. */
@Serdeable
@Schema(requiredProperties = "attributes", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record Attributes(List<Attribute> attributes) {}
