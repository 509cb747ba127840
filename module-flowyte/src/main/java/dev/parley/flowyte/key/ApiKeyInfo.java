package dev.parley.flowyte.key;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document. ApiKeyService writes it.
/** A key of the organization. */
@Serdeable
@Schema(
        name = "ApiKey",
        requiredProperties = {"id", "name", "scopes", "createdAt", "expiresAt"})
record ApiKeyInfo(
        String id,

        @Schema(description = "The key itself: only in the answer that created it.") @Nullable
        String key,

        @Schema(description = "What people call it; its first characters when it was not named.")
        String name,

        @Schema(description = "The scopes that it holds; * stands for all.")
        List<String> scopes,

        @Schema(format = "date-time") String createdAt,

        @Schema(
                format = "date-time",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String expiresAt) {}
