package com.example.greetings;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The locale that callers are greeted in when an agent has no greeting in theirs.
 *
 * @param locale a BCP 47 language tag
 */
@Serdeable
@Schema(requiredProperties = "locale", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record DefaultLocale(@Schema(maxLength = Locales.MAX_LENGTH) String locale) implements WireBody {}
