package dev.parley.agents.variant;

import dev.parley.core.revision.Document;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** Something in which the variants of an agent differ. */
@Serdeable
@Schema(
        requiredProperties = {"id", "name"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record Attribute(String id, String name) {

    static Attribute of(Document document) {
        return new Attribute(document.id(), document.body().path("name").textValue());
    }
}
