package dev.parley.agents.knowledge;

import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new topic. */
@Serdeable
@ValidationCode("KNOWLEDGE_BASE_TOPICS_INVALID")
@Schema(
        requiredProperties = {"name", "content"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record CreateKnowledgeBaseTopicBody(
        @Schema(minLength = 1, description = "Unique on the branch.")
        String name,

        @Schema(minLength = 1) String content,
        @Nullable String actions,
        @Nullable ExampleQueries exampleQueries,
        @Nullable Boolean isActive)
        implements WireBody {}
