package dev.parley.realtimeconfig.page;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** A new schema for a page. */
@Serdeable
@Schema(requiredProperties = "schema")
record UpdateConfigSchemaBody(
        @Schema(description = "A JSON Schema, draft 7.") Map<String, Object> schema) implements WireBody {}
