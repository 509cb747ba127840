package dev.parley.flowyte.wire;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document. Answers writes it, without what does not apply.
/**
 * The envelope of a list.
 *
 * @param <T> what is in the list
 */
@Serdeable
@Schema(requiredProperties = {"success", "data", "pagination"})
public record PaginatedResponse<T>(
        boolean success,
        List<T> data,
        Pagination pagination,
        @Nullable String message,
        @Nullable List<ResponseError> errors) {

    /** Where in the list this is. */
    @Serdeable
    @Schema(
            name = "Pagination",
            requiredProperties = {"page", "limit", "total", "totalPages", "nextCursor"})
    public record Pagination(
            @Schema(description = "From 1.") int page,

            @Schema(description = "How many items a page has at most.")
            int limit,

            @Schema(description = "How many items the whole list has.")
            long total,

            long totalPages,

            @Schema(
                    description = "Give it as cursor for what comes next; null at the end.",
                    extensions =
                            @Extension(
                                    properties =
                                            @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
            @Nullable
            String nextCursor) {}
}
