package dev.parley.realtimeconfig.page;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document. Page.json writes it: members that do not apply are absent, and values keep every digit.
/** The config page of an environment. */
@Serdeable
@Schema(name = "GetConfigPageResponse", requiredProperties = "clientEnv")
record ConfigPage(
        String clientEnv,

        @Nullable Map<String, Object> variables,
        @Nullable Map<String, Object> schema,

        @Schema(description = "When the page last changed; absent when it was never written.") @Nullable
        String lastUpdated,

        @Schema(description = "In what the variables do not fit the schema; absent when they fit.") @Nullable
        List<ConfigViolation> violations) {

    /** Something that does not fit. */
    @Serdeable
    @Schema(requiredProperties = {"path", "message"})
    record ConfigViolation(
            @Schema(description = "A JSON Pointer into the page.")
            String path,

            String message) {}
}
