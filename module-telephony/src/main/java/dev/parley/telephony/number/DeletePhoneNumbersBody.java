package dev.parley.telephony.number;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Which numbers to delete. */
@Serdeable
@Schema(requiredProperties = "phoneNumbers")
record DeletePhoneNumbersBody(
        @ArraySchema(minItems = 1, arraySchema = @Schema(description = "E.164, with the plus; at most 1,000."))
        List<String> phoneNumbers)
        implements WireBody {}
