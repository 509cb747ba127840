package dev.parley.realtimeconfig.page;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document; PastPageChange writes them.
/** The changes of a page. */
@Serdeable
@Schema(requiredProperties = "history")
record ConfigHistory(@Schema(description = "Newest first.") List<ConfigChange> history) {

    /** One change. */
    @Serdeable
    @Schema(requiredProperties = {"sequenceId", "at", "by", "action", "changes"})
    record ConfigChange(
            @Schema(description = "The number of the change, from 1 without gaps.")
            String sequenceId,

            String at,

            @Schema(description = "The user that the caller named, else the id of its key.")
            String by,

            String action,
            List<ConfigDifference> changes) {}

    /** One value that is not what it was. */
    @Serdeable
    @Schema(requiredProperties = "path")
    record ConfigDifference(
            @Schema(description = "A JSON Pointer into the page: a variable, or the schema as a whole.")
            String path,

            @Schema(description = "Absent when it was not there.") @Nullable
            Object from,

            @Schema(description = "Absent when it is not there any more.") @Nullable
            Object to) {}
}
