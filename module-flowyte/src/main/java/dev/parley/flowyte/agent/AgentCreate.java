package dev.parley.flowyte.agent;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** A new agent: what {@link AgentUpdate} has, with a name. */
@Serdeable
@Schema(allOf = AgentUpdate.class, requiredProperties = "name")
record AgentCreate() implements WireBody {}
