package dev.parley.telephony.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of an update: the connector as it is now, or why it stays as it was. */
@Serdeable
@Schema(requiredProperties = {"connectorId", "success"})
record BatchUpdateResultItem(
        String connectorId,
        boolean success,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ConnectorResponse data,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error) {}
