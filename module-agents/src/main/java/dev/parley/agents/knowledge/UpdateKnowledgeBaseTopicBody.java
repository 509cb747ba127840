package dev.parley.agents.knowledge;

import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to change of a topic; members that are absent stay. */
@Serdeable
@ValidationCode("KNOWLEDGE_BASE_TOPICS_INVALID")
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record UpdateKnowledgeBaseTopicBody(
        @Schema(minLength = 1, description = "Unique on the branch.") @Nullable
        String name,

        @Nullable String content,
        @Nullable String actions,

        @Schema(description = "Replaces all queries.") @Nullable
        ExampleQueries exampleQueries,

        @Nullable Boolean isActive)
        implements WireBody {}
