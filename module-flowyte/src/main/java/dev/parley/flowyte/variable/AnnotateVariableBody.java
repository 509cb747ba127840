package dev.parley.flowyte.variable;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A variable to declare or to annotate. */
@Serdeable
@Schema(requiredProperties = "name", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record AnnotateVariableBody(
        @Schema(maxLength = 64, description = "Letters, digits and underscores; not a digit first.")
        String name,

        @Schema(
                maxLength = 10000,
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String note,

        @Schema(
                maxLength = 100,
                description = "A hint, never enforced.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String type)
        implements WireBody {}
