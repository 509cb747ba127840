package dev.parley.flowyte.guardrail;

import dev.parley.flowyte.skill.SkillType;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document. GuardrailService writes it.
/** A rule that holds whatever a model says. */
@Serdeable
@Schema(requiredProperties = {"id", "agentId", "organizationId", "policyType"})
record GuardrailPolicy(
        String id,
        String agentId,
        String organizationId,
        PolicyType policyType,

        @Schema(description = "The skills that it is about; all when absent.") @Nullable
        SkillType appliesToSkillType,

        @Schema(description = "What the rule needs to know; open.") @Nullable
        Map<String, Object> config,

        @Nullable Boolean isEnabled) {

    /** What the rule is about. */
    @Schema(name = "PolicyType")
    enum PolicyType {
        verify_before_disclose,
        allowed_fields,
        write_gate,
        rate_limit,
        business_hours,
        content_policy
    }
}
