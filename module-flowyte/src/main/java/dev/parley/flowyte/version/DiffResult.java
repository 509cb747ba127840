package dev.parley.flowyte.version;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

// For the OpenAPI document. VersionDiff writes it.
/** How the draft differs from a version; empty when it does not. */
@Serdeable
@Schema(name = "VersionDiff", requiredProperties = "changes")
record DiffResult(List<FieldChange> changes) {

    /** A difference. */
    @Serdeable
    @Schema(
            name = "FieldChange",
            requiredProperties = {"field", "before", "after", "kind"})
    record FieldChange(
            @Schema(description = "Where, with dots between names.")
            String field,

            @Schema(description = "In the version; null when it is not there.")
            Object before,

            @Schema(description = "In the draft; null when it is not there.")
            Object after,

            Kind kind) {}

    /** What happened to it since the version. */
    @Schema(name = "FieldChangeKind")
    enum Kind {
        added,
        removed,
        changed
    }
}
