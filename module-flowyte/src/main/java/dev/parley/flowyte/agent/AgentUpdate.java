package dev.parley.flowyte.agent;

import dev.parley.core.json.WireBody;
import dev.parley.flowyte.agent.Agent.CallControl;
import dev.parley.flowyte.agent.Agent.ChannelPolicy;
import dev.parley.flowyte.agent.Agent.Endpointing;
import dev.parley.flowyte.agent.Agent.HandoffConfig;
import dev.parley.flowyte.agent.Agent.Lexicon;
import dev.parley.flowyte.agent.Agent.Sku;
import dev.parley.flowyte.agent.Agent.VoiceSettings;
import dev.parley.flowyte.hours.BusinessHours;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change of an agent: each member that is present replaces the one that is there, whole. What callers cannot change is allowed
 * and ignored, so that an agent can be sent back as it was read.
 */
@Serdeable
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record AgentUpdate(
        @Schema(minLength = 1, maxLength = 200, description = "Unique in the organization.") @Nullable
        String name,

        @Schema(description = "Who the agent is.") @Nullable String persona,

        @Schema(description = "What it is to reach.") @Nullable
        List<String> goals,

        @Schema(description = "What it must not do.") @Nullable
        List<String> neverDo,

        @Schema(description = "How it speaks.") @Nullable String tone,
        @Nullable Lexicon lexicon,

        @Schema(minLength = 2, maxLength = 35, description = "One of the languages; the one it begins in.") @Nullable
        String primaryLanguage,

        @Schema(description = "Language tags, BCP 47; the SKU must hear each.") @Nullable
        List<String> languages,

        @Nullable Sku sku,

        @Schema(description = "A voice for each language that has one of its own.") @Nullable
        Map<String, String> voiceMap,

        @Schema(
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String defaultVoiceId,

        @Nullable VoiceSettings voiceSettings,
        @Nullable String llmModel,
        @Nullable BigDecimal llmTemperature,
        @Nullable String ttsModel,
        @Nullable String sttModel,
        @Nullable Endpointing endpointing,

        @Schema(
                description = "What it says first.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String greeting,

        @Nullable HandoffConfig handoffConfig,
        @Nullable CallControl callControl,
        @Nullable BusinessHours businessHours,

        @Schema(description = "Where it answers: voice, chat, and others that come.") @Nullable
        List<String> enabledChannels,

        @Schema(description = "What differs on a channel, by its name.") @Nullable
        Map<String, ChannelPolicy> channelOverrides,

        @Schema(
                description = "What a job is worth on average, in cents; null when unknown.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        Long avgTicketCents,

        @Schema(description = "Whether it answers at all.") @Nullable
        Boolean isActive,

        @Schema(description = "Ignored.") @Nullable String id,
        @Schema(description = "Ignored.") @Nullable String organizationId,
        @Schema(description = "Ignored.") @Nullable String status,
        @Schema(description = "Ignored.") @Nullable String createdAt,
        @Schema(description = "Ignored.") @Nullable String updatedAt,
        @Schema(description = "Ignored.") @Nullable String createdBy,

        @Schema(description = "Ignored: send it as If-Match.") @Nullable
        Long version,

        @Schema(
                description = "Ignored.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String publishedVersionId)
        implements WireBody {}
