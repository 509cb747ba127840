package dev.parley.agents.behavior;

import dev.parley.core.json.WireBody;
import io.swagger.v3.oas.annotations.media.Schema;

/** New behavior rules. */
@Schema(requiredProperties = "behavior", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record UpdateAgentRulesBody(@Schema(minLength = 1) String behavior) implements WireBody {}
