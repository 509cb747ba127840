package dev.parley.agents.knowledge;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What a caller might say, in requests.
 *
 * @param queries one sentence each
 */
@Serdeable
@Schema(requiredProperties = "queries", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record ExampleQueries(
        @ArraySchema(maxItems = Topic.MAX_QUERIES) List<String> queries) {}
