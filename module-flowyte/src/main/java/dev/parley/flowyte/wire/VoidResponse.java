package dev.parley.flowyte.wire;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document. Answers writes it.
/** The envelope of a result that has nothing in it: data is null. */
@Serdeable
@Schema(name = "ApiResponse_Void", requiredProperties = "success")
public record VoidResponse(
        boolean success,

        @Schema(
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        Map<String, Object> data,

        @Nullable String message,
        @Nullable List<ResponseError> errors) {}
