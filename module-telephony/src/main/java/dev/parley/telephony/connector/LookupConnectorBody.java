package dev.parley.telephony.connector;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** The number whose connector is wanted. */
@Serdeable
@Schema(requiredProperties = "phoneNumber")
record LookupConnectorBody(
        @Schema(description = "E.164, with the plus.") String phoneNumber) implements WireBody {}
