package dev.parley.flowyte.version;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to say of the version that a publish makes. */
@Serdeable
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record PublishBody(@Schema(maxLength = 2000) @Nullable String note) implements WireBody {}
