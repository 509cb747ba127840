package dev.parley.agents.variant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.revision.Document;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of the sites that an agent works for. */
@Serdeable
@Schema(
        requiredProperties = {"id", "name", "isDefault", "attributeValues"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record Variant(String id, String name, boolean isDefault, Values attributeValues) {

    /** A value for every attribute of the branch, by its id. */
    @Serdeable
    @Schema(
            name = "VariantValues",
            requiredProperties = "values",
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Values(Map<String, String> values) {}

    /**
     * A variant as callers see it.
     *
     * @param attributeIds the attributes of the branch, in creation order
     * @param defaultId the id of the default variant
     */
    static Variant of(Document document, List<String> attributeIds, String defaultId) {
        JsonNode stored = document.body().path("values");
        Map<String, String> values = new LinkedHashMap<>();
        attributeIds.forEach(id -> values.put(id, stored.path(id).asText("")));
        return new Variant(
                document.id(),
                document.body().path("name").textValue(),
                document.id().equals(defaultId),
                new Values(values));
    }
}
