package dev.parley.telephony.connector;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** A connector. */
@Serdeable
@Schema(
        requiredProperties = {
            "connectorId",
            "name",
            "accountId",
            "projectId",
            "clientEnv",
            "variantId",
            "asrLangCode",
            "ttsLangCode",
            "voiceName",
            "disableHandoff"
        })
record ConnectorResponse(
        String connectorId,
        String name,
        String accountId,

        @Schema(description = "The agent.") String projectId,

        @Schema(description = "The environment: sandbox, pre-release or live.")
        String clientEnv,

        @Schema(description = "Empty when no variant is assigned.")
        String variantId,

        String asrLangCode,

        @Schema(description = "The language of the voice.") String ttsLangCode,

        String voiceName,
        boolean disableHandoff) {

    static ConnectorResponse of(Connector connector) {
        return new ConnectorResponse(
                connector.connectorId(),
                connector.name(),
                connector.workspaceId(),
                connector.agentId(),
                connector.clientEnv(),
                connector.variantId(),
                connector.asrLangCode(),
                connector.ttsLangCode(),
                connector.voiceName(),
                connector.disableHandoff());
    }
}
