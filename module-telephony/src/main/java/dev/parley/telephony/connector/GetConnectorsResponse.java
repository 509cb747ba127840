package dev.parley.telephony.connector;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The connectors of an agent. */
@Serdeable
@Schema(requiredProperties = "connectors")
record GetConnectorsResponse(List<ConnectorResponse> connectors) {}
