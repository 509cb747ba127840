package dev.parley.telephony.number;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which numbers to import. */
@Serdeable
@Schema(requiredProperties = "phoneNumbers")
record ImportPhoneNumbersBody(
        @ArraySchema(minItems = 1, arraySchema = @Schema(description = "E.164, with the plus; at most 1,000."))
        List<String> phoneNumbers,

        @Schema(type = "string", defaultValue = "live", description = "The environment: sandbox, pre-release or live.")
        @Nullable
        String clientEnv)
        implements WireBody {}
