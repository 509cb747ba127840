package dev.parley.agents.variant;

import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to change of a variant; members and values that are absent stay. */
@Serdeable
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record UpdateVariantBody(
        @Schema(minLength = 1, description = "Unique on the branch.") @Nullable
        String name,

        @ValidationCode("VARIANTS_BAD_ATTRIBUTES_ERROR") @Nullable
        AttributeValues attributeValues,

        @Nullable Boolean isDefault)
        implements WireBody {}
