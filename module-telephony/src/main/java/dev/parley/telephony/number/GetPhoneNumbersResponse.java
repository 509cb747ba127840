package dev.parley.telephony.number;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The phone numbers of an agent. */
@Serdeable
@Schema(requiredProperties = "phoneNumbers")
record GetPhoneNumbersResponse(List<PhoneNumberResponse> phoneNumbers) {}
