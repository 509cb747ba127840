package dev.parley.agents.variant;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** A new attribute. */
@Serdeable
@Schema(requiredProperties = "name", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record CreateAttributeBody(
        @Schema(minLength = 1, description = "Unique on the branch.")
        String name) implements WireBody {}
