package dev.parley.agents.behavior;

import io.swagger.v3.oas.annotations.media.Schema;

/** The behavior rules of a branch. */
@Schema(requiredProperties = "behavior", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record AgentRules(String behavior) {}
