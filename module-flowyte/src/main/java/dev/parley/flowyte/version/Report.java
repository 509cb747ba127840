package dev.parley.flowyte.version;

import dev.parley.flowyte.wire.ResponseError;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

// For the OpenAPI document. PrepublishReport writes it.
/** What a publish of the draft would bring. */
@Serdeable
@Schema(
        name = "PrepublishReport",
        requiredProperties = {
            "agentId",
            "version",
            "canPublish",
            "problems",
            "changes",
            "summary",
            "willSay",
            "wontSay",
            "skills",
            "guardrails",
            "businessHours",
            "warnings"
        })
record Report(
        String agentId,

        @Schema(description = "The version of the agent that the report is about.")
        long version,

        boolean canPublish,

        @Schema(description = "What keeps the draft from being published.")
        List<ResponseError> problems,

        @Schema(description = "How many fields differ from what is live.")
        int changes,

        @Schema(description = "The agent in plain words.") String summary,

        @Schema(description = "What it says and works toward.")
        List<String> willSay,

        @Schema(description = "What it is told not to say or do.")
        List<String> wontSay,

        List<SkillReport> skills,
        List<GuardrailReport> guardrails,

        @Schema(description = "Whether it would be open now, and what comes next.")
        BusinessHoursStatus businessHours,

        @Schema(description = "What works, but perhaps not as it is meant.")
        List<String> warnings) {

    /** Which fields an enabled skill sends where. */
    @Serdeable
    @Schema(
            name = "SkillReport",
            requiredProperties = {"id", "name", "skillType", "sends", "sendsTo", "isWrite"})
    record SkillReport(
            String id,
            String name,
            String skillType,

            @Schema(description = "The parameters that it is called with.")
            List<String> sends,

            @Schema(description = "Where they go, as far as the configuration tells; empty when it does not.")
            String sendsTo,

            boolean isWrite) {}

    /** An enabled guardrail. */
    @Serdeable
    @Schema(
            name = "GuardrailReport",
            requiredProperties = {"id", "policyType"})
    record GuardrailReport(String id, String policyType) {}
}
