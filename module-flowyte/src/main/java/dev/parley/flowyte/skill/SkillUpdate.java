package dev.parley.flowyte.skill;

import dev.parley.core.json.WireBody;
import dev.parley.flowyte.skill.Skill.Direction;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a skill: each member that is present replaces the one that is there, whole. What callers cannot change is allowed
 * and ignored, so that a skill can be sent back as it was read.
 */
@Serdeable
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record SkillUpdate(
        @Schema(minLength = 1, maxLength = 100, description = "Unique in the agent.") @Nullable
        String name,

        @Schema(minLength = 1, maxLength = 10000, description = "What the agent reads to decide when to use it.")
        @Nullable
        String description,

        @Nullable SkillType skillType,

        @Schema(description = "A JSON Schema of what a caller is asked for.") @Nullable
        Map<String, Object> parametersSchema,

        @Schema(description = "The parameters that must be known.") @Nullable
        List<String> requiredParams,

        @Schema(description = "two_way when the result is read back.") @Nullable
        Direction direction,

        @Schema(description = "What the operator sets; its members depend on the type.") @Nullable
        Map<String, Object> executionConfig,

        @Schema(description = "Which values leave as what.") @Nullable
        Map<String, Object> dataEgressMap,

        @Schema(description = "The fields of a result that the agent may speak of.") @Nullable
        List<String> allowedFields,

        @Schema(description = "Whether it changes something elsewhere.") @Nullable
        Boolean isWrite,

        @Nullable Boolean requiresVerifiedIdentity,
        @Nullable Boolean requiresConfirmation,
        @Nullable Boolean nonParallelizable,

        @Schema(maxLength = 100, description = "How much depends on it.") @Nullable
        String stakes,

        @Schema(description = "Where it can be used: voice, chat, and others that come.") @Nullable
        List<String> channels,

        @Schema(description = "What is done when it fails.") @Nullable
        Map<String, Object> errorHandling,

        @Nullable Boolean isEnabled,

        @Schema(
                minimum = "0",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        Integer expectedLatencyMs,

        @Schema(description = "Ignored.") @Nullable String id,
        @Schema(description = "Ignored.") @Nullable String agentId,
        @Schema(description = "Ignored.") @Nullable String organizationId,
        @Schema(description = "Ignored.") @Nullable String createdAt,
        @Schema(description = "Ignored.") @Nullable String updatedAt)
        implements WireBody {}
