package dev.parley.agents.agent;

import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A new agent. */
@Serdeable
@Schema(requiredProperties = "name", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record CreateAgentBody(
        @Schema(minLength = 1, maxLength = 100) String name,

        @ValidationCode("PROJECT_ID_INVALID")
        @Schema(pattern = "^[a-zA-Z0-9-]+$", description = "Generated when absent; at most 128 characters.")
        @Nullable
        String agentId,

        @Schema(maxLength = 1000, description = "What the agent is for.") @Nullable
        String description,

        @Schema(description = "When absent, the agent greets in English.") @Nullable
        ResponseSettings responseSettings,

        @Nullable VoiceSettings voiceSettings,
        @Nullable LlmSettings llmSettings,
        @Nullable ExperimentalConfig experimentalConfig)
        implements WireBody {

    /** How the agent begins. */
    @Serdeable
    @Schema(
            name = "ResponseSettings",
            requiredProperties = "greeting",
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record ResponseSettings(
            @Schema(minLength = 1) String greeting,

            @Schema(type = "string", minLength = 1, defaultValue = "en-GB") @Nullable
            String languageCode) {}

    /** With which voice it speaks. */
    @Serdeable
    @Schema(
            name = "VoiceSettings",
            requiredProperties = "voiceId",
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record VoiceSettings(@Schema(minLength = 1) String voiceId) {}

    /** With which model it thinks. */
    @Serdeable
    @Schema(name = "LlmSettings", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record LlmSettings(@Nullable String modelId) {}

    /** Features under trial. */
    @Serdeable
    @Schema(
            name = "ExperimentalConfig",
            requiredProperties = "configs",
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record ExperimentalConfig(List<ExperimentalFeatures> configs) {}

    /** A set of features under trial. */
    @Serdeable
    @Schema(
            name = "ExperimentalFeatures",
            requiredProperties = {"id", "features", "createdAt", "createdBy", "updatedAt", "updatedBy", "active"},
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record ExperimentalFeatures(
            String id,
            Map<String, Object> features,
            String createdAt,
            String createdBy,
            String updatedAt,
            String updatedBy,
            boolean active) {}
}
