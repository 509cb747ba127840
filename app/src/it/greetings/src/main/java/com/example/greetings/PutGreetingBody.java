package com.example.greetings;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A greeting without its locale, which the path tells. */
@Serdeable
@Schema(requiredProperties = "text", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record PutGreetingBody(
        @Schema(minLength = 1, maxLength = GreetingKind.MAX_LENGTH)
        String text,

        @Schema(maxLength = GreetingKind.MAX_LENGTH) @Nullable
        String reprompt)
        implements WireBody {}
