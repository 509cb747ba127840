package dev.parley.telephony.connector;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The connectors that the agent has, and the ids of those that it does not. */
@Serdeable
@Schema(requiredProperties = {"found", "notFound"})
record BatchGetConnectorsResponse(List<ConnectorResponse> found, List<String> notFound) {}
