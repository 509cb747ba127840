package dev.parley.realtimeconfig.page;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** A page to take the place of what is there. */
@Serdeable
@Schema(
        requiredProperties = {"schema", "variables"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record ReplaceConfigPageBody(
        @Schema(description = "A JSON Schema, draft 7.") Map<String, Object> schema,

        @Schema(description = "All variables; they must fit the schema.")
        Map<String, Object> variables)
        implements WireBody {}
