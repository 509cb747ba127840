package dev.parley.telephony.connector;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What became of each update, in their order. */
@Serdeable
@Schema(requiredProperties = "results")
record BatchUpdateConnectorsResponse(List<BatchUpdateResultItem> results) {}
