package dev.parley.flowyte.agent;

import dev.parley.flowyte.hours.BusinessHours;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document and, with its parts, for the bodies that change it. AgentView writes it.
/** An agent: its draft, and which version of it is live. */
@Serdeable
@Schema(
        requiredProperties = {
            "id",
            "organizationId",
            "name",
            "version",
            "status",
            "persona",
            "primaryLanguage",
            "languages",
            "sku",
            "enabledChannels",
            "createdAt",
            "updatedAt"
        })
record Agent(
        String id,
        String organizationId,
        @Schema(description = "Unique in the organization.") String name,

        @Schema(description = "Counts every change of anything in the agent; what If-Match takes.")
        long version,

        Status status,
        @Schema(description = "Who the agent is.") String persona,

        @Schema(description = "What it is to reach.") @Nullable
        List<String> goals,

        @Schema(description = "What it must not do.") @Nullable
        List<String> neverDo,

        @Schema(description = "How it speaks.") @Nullable String tone,
        @Nullable Lexicon lexicon,

        @Schema(description = "One of the languages; the one it begins in.")
        String primaryLanguage,

        @Schema(description = "Language tags, BCP 47; the SKU must hear each.")
        List<String> languages,

        Sku sku,

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

        @Schema(description = "Where it answers: voice, chat, and others that come.")
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

        @Schema(
                description = "The version that is live; null before the first publish.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String publishedVersionId,

        @Schema(description = "Whether it answers at all.") @Nullable
        Boolean isActive,

        @Schema(format = "date-time") String createdAt,
        @Schema(format = "date-time") String updatedAt,
        @Nullable String createdBy) {

    /** Whether a version is live. */
    enum Status {
        draft,
        published
    }

    /** What is heard: several languages in one call, or one. */
    @Schema(name = "Sku")
    enum Sku {
        code_switch,
        single_language
    }

    /** Words. */
    @Serdeable
    @Schema(name = "Lexicon", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Lexicon(
            @Nullable List<String> preferred,
            @Nullable List<String> banned,

            @Schema(description = "How to say a word.") @Nullable
            Map<String, String> pronunciations) {}

    /** How the voice sounds. */
    @Serdeable
    @Schema(name = "VoiceSettings", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record VoiceSettings(
            @Nullable BigDecimal stability,
            @Nullable BigDecimal similarityBoost,
            @Nullable BigDecimal style,
            @Nullable Boolean useSpeakerBoost,
            @Nullable BigDecimal speed) {}

    /** When the caller is taken to have finished. */
    @Serdeable
    @Schema(name = "Endpointing", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Endpointing(
            @Schema(minimum = "0") @Nullable Integer minSilenceMs,
            @Schema(minimum = "0") @Nullable Integer maxSilenceMs,
            @Nullable Boolean semantic) {}

    /** How a call is handed to a person. */
    @Serdeable
    @Schema(name = "HandoffConfig", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record HandoffConfig(
            @Schema(description = "Whether the agent tells the person who calls and why before it connects.") @Nullable
            Boolean warm,

            @Schema(
                    description =
                            "A phone number, E.164 or 10 digits of the US; stored as E.164. Used when no rule matches.")
            @Nullable
            String transferDestination,

            @Nullable BigDecimal escalationThreshold,
            @Nullable String contextSummaryUrl,
            @Nullable List<TransferRule> transferRules) {}

    /** Where a situation is transferred to. */
    @Serdeable
    @Schema(name = "TransferRule", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record TransferRule(
            @Schema(description = "For people.") @Nullable String label,

            @Schema(description = "The situation, in plain words.") @Nullable
            String when,

            @Schema(description = "A phone number, E.164 or 10 digits of the US; stored as E.164.") @Nullable
            String destination) {}

    /** How long a call may last, and what silence leads to. Absent members have the platform's defaults. */
    @Serdeable
    @Schema(name = "CallControl", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record CallControl(
            @Schema(minimum = "1", maximum = "3600", description = "600 when absent.") @Nullable
            Integer maxCallSeconds,

            @Schema(description = "What is said before a call ends that reached the maximum.") @Nullable
            String maxDurationMessage,

            @Schema(minimum = "0", description = "10 when absent.") @Nullable
            Integer idleReminderDelaySeconds,

            @Schema(minimum = "0", description = "10 when absent.") @Nullable
            Integer idleReminderIntervalSeconds,

            @Schema(minimum = "0", description = "2 when absent.") @Nullable
            Integer maxIdleReminders,

            @Schema(description = "end_call when absent.") @Nullable
            NoResponseAction onNoResponseAction,

            @Schema(description = "Whether a clear goodbye ends the call; true when absent.") @Nullable
            Boolean endCallPhrasesEnabled) {}

    /** What unanswered reminders lead to. */
    enum NoResponseAction {
        end_call,
        transfer
    }

    /** What differs on one channel. */
    @Serdeable
    @Schema(
            name = "ChannelPolicy",
            requiredProperties = "enabled",
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record ChannelPolicy(
            boolean enabled,

            @Schema(
                    description = "Empty or null inherits the main greeting.",
                    extensions =
                            @Extension(
                                    properties =
                                            @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
            @Nullable
            String greeting,

            @Nullable ResponseStyle responseStyle,
            @Schema(minimum = "1") @Nullable Integer maxSentences,
            @Nullable Verbosity verbosity,
            @Nullable Boolean quickReplies,
            @Nullable Boolean typingIndicator) {}

    /** In what form replies are. */
    enum ResponseStyle {
        spoken,
        markdown,
        plain
    }

    /** How long replies are. */
    enum Verbosity {
        concise,
        normal,
        detailed
    }
}
