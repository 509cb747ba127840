package dev.parley.agents.knowledge;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What came of the topics of an import.
 *
 * @param created how many are new
 * @param updated how many replaced the topic that had their name
 * @param unchanged how many were there already as they are
 */
@Serdeable
@Schema(
        description = "What came of the topics.",
        requiredProperties = {"created", "updated", "unchanged"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record ImportTopicsResponse(int created, int updated, int unchanged) {}
