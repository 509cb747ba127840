package dev.parley.flowyte.guardrail;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document. GuardrailService writes it.
/** A way in which callers show who they are. */
@Serdeable
@Schema(requiredProperties = {"id", "agentId", "organizationId", "method", "verifierSkillId"})
record CallerVerification(
        String id,
        String agentId,
        String organizationId,
        VerificationMethod method,

        @Schema(description = "The skill that checks what the caller says.")
        String verifierSkillId,

        @Nullable List<String> requiredFields,
        @Nullable Integer tokenTtlSeconds,
        @Nullable Integer maxAttempts,

        @Schema(description = "What a caller must be verified for again.") @Nullable
        List<String> stepUpFor) {

    /** What callers are asked. */
    @Schema(name = "VerificationMethod")
    enum VerificationMethod {
        dob_postcode,
        otp_sms,
        account_pin,
        knowledge_based
    }
}
