package dev.parley.telephony.number;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** Which connector to assign a number to. */
@Serdeable
@Schema(requiredProperties = "connectorId")
record ReassignPhoneNumberBody(
        @Schema(description = "A connector of the agent.") String connectorId) implements WireBody {}
