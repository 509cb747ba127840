package dev.parley.agents.behavior;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** The behavior rules of a branch. */
@Serdeable
@Schema(requiredProperties = "behavior", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record AgentRules(String behavior) {}
