package dev.parley.telephony.connector;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Which connectors to get. */
@Serdeable
@Schema(requiredProperties = "connectorIds")
record BatchGetConnectorsBody(
        @ArraySchema(minItems = 1, arraySchema = @Schema(description = "At most 1,000."))
        List<String> connectorIds) implements WireBody {}
