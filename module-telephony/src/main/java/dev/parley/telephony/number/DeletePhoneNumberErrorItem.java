package dev.parley.telephony.number;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** A number that was not deleted, and why. */
@Serdeable
@Schema(requiredProperties = {"phoneNumber", "error"})
record DeletePhoneNumberErrorItem(String phoneNumber, String error) {}
