package dev.parley.telephony.number;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** The number that the agent has now. */
@Serdeable
@Schema(requiredProperties = "imported")
record ImportPhoneNumberResponse(String imported) {}
