package com.example.greetings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.revision.Document;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What an agent says first.
 *
 * @param locale the locale, a BCP 47 language tag
 * @param text what it says
 * @param reprompt what it says when the caller stays silent; empty for nothing
 */
@Serdeable
@Schema(
        requiredProperties = {"locale", "text", "reprompt"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record Greeting(String locale, String text, String reprompt) {

    static Greeting of(Document document) {
        JsonNode body = document.body();
        return new Greeting(
                document.id(),
                body.path("text").textValue(),
                body.path("reprompt").textValue());
    }

    /** The form in the store, which {@link GreetingKind} describes. */
    ObjectNode stored() {
        return JsonNodeFactory.instance.objectNode().put("text", text).put("reprompt", reprompt);
    }
}
