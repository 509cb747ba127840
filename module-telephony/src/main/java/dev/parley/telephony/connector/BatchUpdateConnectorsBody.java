package dev.parley.telephony.connector;

import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What to change of several connectors. */
@Serdeable
@ValidationCode("CONNECTORS_VALIDATION_FAILED")
@Schema(requiredProperties = "updates")
record BatchUpdateConnectorsBody(
        @ArraySchema(minItems = 1, arraySchema = @Schema(description = "At most 1,000."))
        List<BatchUpdateConnectorItem> updates)
        implements WireBody {}
