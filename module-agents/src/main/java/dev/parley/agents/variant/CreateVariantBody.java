package dev.parley.agents.variant;

import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new variant. */
@Serdeable
@Schema(requiredProperties = "name", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record CreateVariantBody(
        @Schema(minLength = 1, description = "Unique on the branch.")
        String name,

        @ValidationCode("VARIANTS_BAD_ATTRIBUTES_ERROR") @Schema(defaultValue = "{\"values\":{}}") @Nullable
        AttributeValues attributeValues,

        @Nullable Boolean isDefault)
        implements WireBody {}
