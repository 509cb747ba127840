package dev.parley.core.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.Schemas;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.ApiFamily;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Validates request bodies against the schemas of the OpenAPI document, so that what is documented is what is enforced. */
@Singleton
public final class BodySchemas {

    private static final String COMPONENTS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";

    private final OpenApiDocuments documents;
    private final Map<Body, Schema> compiled = new ConcurrentHashMap<>();

    BodySchemas(OpenApiDocuments documents) {
        this.documents = documents;
    }

    /**
     * Everything in which a body violates the schema that has the simple name of its record.
     *
     * @throws IllegalStateException when the family's document has no such schema
     */
    public List<FieldError> violations(ApiFamily family, Class<?> body, JsonNode value) {
        Schema schema = compiled.computeIfAbsent(new Body(family.id(), body), key -> compile(family, body));
        return Schemas.violations(schema, value);
    }

    private record Body(String family, Class<?> type) {}

    private Schema compile(ApiFamily family, Class<?> body) {
        JsonNode schemas = documents.document(family.id()).path("components").path("schemas");
        if (!schemas.has(body.getSimpleName())) {
            throw new IllegalStateException(
                    "The OpenAPI document of " + family.id() + " has no schema " + body.getSimpleName());
        }
        ObjectNode schema = StrictJson.NODES.objectNode();
        schema.put("$ref", DEFINITIONS + body.getSimpleName());
        schema.set("$defs", StrictJson.parse(schemas.toString().replace(COMPONENTS, DEFINITIONS)));
        return Schemas.compile(schema);
    }
}
