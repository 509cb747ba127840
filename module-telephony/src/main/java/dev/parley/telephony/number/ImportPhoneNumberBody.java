package dev.parley.telephony.number;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where to import a number to. */
@Serdeable
record ImportPhoneNumberBody(
        @Schema(
                type = "string",
                defaultValue = "live",
                description =
                        "The environment: sandbox, pre-release or live. Without it, that of the connector when one is named.")
        @Nullable
        String clientEnv,

        @Schema(
                description =
                        "A connector of the agent. Without it, the default one of the environment, which is made when there is none.")
        @Nullable
        String connectorId)
        implements WireBody {}
