package dev.parley.agents.behavior;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** New behavior rules. */
@Serdeable
@Schema(requiredProperties = "behavior", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record UpdateAgentRulesBody(@Schema(minLength = 1) String behavior) implements WireBody {}
