package dev.parley.flowyte.skill;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document and for the bodies that change it. SkillService writes it.
/** Something that an agent can do in one step. */
@Serdeable
@Schema(
        requiredProperties = {
            "id",
            "agentId",
            "organizationId",
            "name",
            "description",
            "skillType",
            "parametersSchema",
            "requiredParams",
            "direction",
            "executionConfig",
            "dataEgressMap",
            "allowedFields",
            "isWrite",
            "requiresVerifiedIdentity",
            "requiresConfirmation",
            "nonParallelizable",
            "channels",
            "errorHandling",
            "isEnabled",
            "createdAt",
            "updatedAt"
        })
record Skill(
        String id,
        String agentId,
        String organizationId,

        @Schema(maxLength = 100, description = "Unique in the agent.")
        String name,

        @Schema(maxLength = 10000, description = "What the agent reads to decide when to use it.")
        String description,

        SkillType skillType,

        @Schema(description = "A JSON Schema of what a caller is asked for.")
        Map<String, Object> parametersSchema,

        @Schema(description = "The parameters that must be known.")
        List<String> requiredParams,

        @Schema(description = "two_way when the result is read back.")
        Direction direction,

        @Schema(description = "What the operator sets; its members depend on the type.")
        Map<String, Object> executionConfig,

        @Schema(description = "Which values leave as what.") Map<String, Object> dataEgressMap,

        @Schema(description = "The fields of a result that the agent may speak of.")
        List<String> allowedFields,

        @Schema(description = "Whether it changes something elsewhere.")
        Boolean isWrite,

        Boolean requiresVerifiedIdentity,
        Boolean requiresConfirmation,
        Boolean nonParallelizable,

        @Schema(maxLength = 100, description = "How much depends on it.") @Nullable
        String stakes,

        @Schema(description = "Where it can be used: voice, chat, and others that come.")
        List<String> channels,

        @Schema(description = "What is done when it fails.") Map<String, Object> errorHandling,
        Boolean isEnabled,

        @Schema(
                minimum = "0",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        Integer expectedLatencyMs,

        @Schema(format = "date-time") String createdAt,
        @Schema(format = "date-time") String updatedAt) {

    /** Whether a result comes back. */
    @Schema(name = "SkillDirection")
    enum Direction {
        two_way,
        one_way
    }
}
