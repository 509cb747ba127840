package dev.parley.flowyte.wire;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document. Answers writes it, without what does not apply.
/**
 * The envelope of a result.
 *
 * @param <T> what is in it
 */
@Serdeable
@Schema(requiredProperties = {"success", "data"})
public record ApiResponse<T>(
        boolean success,
        T data,
        @Nullable String message,
        @Nullable List<ResponseError> errors) {}
