package dev.parley.realtimeconfig.page;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** New values for some variables of a page. */
@Serdeable
@Schema(requiredProperties = "variables")
record UpdateConfigVariablesBody(
        @Schema(description = "Each value replaces the one of its name as a whole; other variables stay.")
        Map<String, Object> variables)
        implements WireBody {}
