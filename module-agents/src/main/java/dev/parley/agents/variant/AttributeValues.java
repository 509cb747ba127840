package dev.parley.agents.variant;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of a variant, in requests.
 *
 * @param values by attribute id; null when absent
 */
@Serdeable
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record AttributeValues(
        @Schema(defaultValue = "{}") @Nullable Map<String, String> values) {

    static Map<String, String> of(@Nullable AttributeValues given) {
        return given == null || given.values() == null ? Map.of() : given.values();
    }
}
