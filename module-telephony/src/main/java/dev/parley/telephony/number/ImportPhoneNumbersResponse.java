package dev.parley.telephony.number;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The numbers that the agent has now. */
@Serdeable
@Schema(requiredProperties = "imported")
record ImportPhoneNumbersResponse(List<String> imported) {}
