package dev.parley.telephony.number;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The numbers that the agent has, and those that it does not. */
@Serdeable
@Schema(requiredProperties = {"found", "notFound"})
record BatchGetPhoneNumbersResponse(List<PhoneNumberResponse> found, List<String> notFound) {}
