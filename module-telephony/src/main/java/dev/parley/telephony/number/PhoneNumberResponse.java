package dev.parley.telephony.number;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** A phone number of an agent. */
@Serdeable
@Schema(requiredProperties = {"number", "projectId", "accountId", "clientEnv"})
record PhoneNumberResponse(
        @Schema(description = "E.164, with the plus.") String number,

        @Schema(description = "The agent.") String projectId,

        String accountId,

        @Schema(description = "The environment: sandbox, pre-release or live.")
        String clientEnv,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String connectorId) {

    static PhoneNumberResponse of(PhoneNumber number) {
        return new PhoneNumberResponse(
                number.number(), number.agentId(), number.workspaceId(), number.clientEnv(), number.connectorId());
    }
}
