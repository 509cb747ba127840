package dev.parley.flowyte.version;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** Which version to make live again. */
@Serdeable
@Schema(requiredProperties = "versionId", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record RollbackBody(@Schema(minLength = 1, maxLength = 64) String versionId) implements WireBody {}
