package dev.parley.telephony.connector;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The connector that is deleted, and its numbers, which are given up. */
@Serdeable
@Schema(requiredProperties = {"deletedConnector", "deletedPhoneNumbers"})
record DeleteConnectorResponse(String deletedConnector, List<String> deletedPhoneNumbers) {}
