package dev.parley.agents.variant;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The variants of a branch, in creation order. */
@Serdeable
@Schema(requiredProperties = "variants", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record Variants(List<Variant> variants) {}
