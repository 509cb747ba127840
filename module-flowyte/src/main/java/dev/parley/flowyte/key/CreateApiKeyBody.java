package dev.parley.flowyte.key;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new key. */
@Serdeable
@Schema(
        requiredProperties = {"name", "scopes"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record CreateApiKeyBody(
        @Schema(minLength = 1, maxLength = 200, description = "For people.")
        String name,

        @ArraySchema(
                minItems = 1,
                maxItems = 100,
                arraySchema = @Schema(description = "Each held by the caller's key."))
        List<String> scopes,

        @Schema(
                format = "date-time",
                description = "From when on the key is refused; null or absent means never.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String expiresAt)
        implements WireBody {}
