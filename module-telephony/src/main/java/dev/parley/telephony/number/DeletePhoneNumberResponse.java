package dev.parley.telephony.number;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** The number that the agent has no longer. */
@Serdeable
@Schema(requiredProperties = "deleted")
record DeletePhoneNumberResponse(String deleted) {}
