package dev.parley.realtimeconfig.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.CallerSchema;
import dev.parley.core.json.CallerSchema.InvalidSchemaException;
import dev.parley.core.json.CallerSchema.TooMuchWorkException;
import dev.parley.core.json.CallerSchema.Violation;
import dev.parley.core.json.CanonicalJson;
import dev.parley.core.json.StrictJson;
import dev.parley.realtimeconfig.RealtimeConfigError;
import io.micronaut.core.util.clhm.ConcurrentLinkedHashMap;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * The rules of a page. A schema is replaced even when the variables do not fit it, since clients send the schema first; but variables
 * that are written must, together with those that stay, fit the schema.
 */
@Singleton
public class PageEdits {

    static final String SCHEMA = "/schema";
    static final String VARIABLES = "/variables";

    /** How many characters of schemas are kept compiled. */
    private static final int MAX_COMPILED = 2_000_000;

    private final Map<JsonNode, CallerSchema> compiled = new ConcurrentLinkedHashMap.Builder<JsonNode, CallerSchema>()
            .maximumWeightedCapacity(MAX_COMPILED)
            .weigher((JsonNode schema, CallerSchema value) -> value.characters())
            .build();

    /**
     * The page as an edit makes it, with the sequence and moment that it has.
     *
     * @throws ApiException 400 when the schema cannot be used or the variables that the edit writes do not fit it, with every violation
     *     by its JSON Pointer
     */
    public Page edited(Page page, PageEdit edit) {
        JsonNode schema = edit.schema() == null ? page.schema() : canonical(edit.schema());
        JsonNode variables = edit.variables() == null ? page.variables() : canonical(merged(page, edit));
        try {
            List<Violation> violations = compile(schema).violations(variables);
            if (edit.variables() != null && !violations.isEmpty()) {
                throw invalid(
                        RealtimeConfigError.REAL_TIME_CONFIG_INVALID_FOR_SCHEMA,
                        violations.stream()
                                .map(violation -> new FieldError(VARIABLES + violation.pointer(), violation.message()))
                                .toList());
            }
        } catch (InvalidSchemaException e) {
            throw invalid(
                    RealtimeConfigError.REAL_TIME_CONFIG_INVALID_SCHEMA,
                    e.violations().isEmpty()
                            ? List.of(new FieldError(SCHEMA, e.getMessage()))
                            : e.violations().stream()
                                    .map(violation -> new FieldError(SCHEMA + violation.pointer(), violation.message()))
                                    .toList());
        } catch (TooMuchWorkException e) {
            throw edit.schema() == null
                    ? invalid(
                            RealtimeConfigError.REAL_TIME_CONFIG_INVALID_FOR_SCHEMA,
                            List.of(new FieldError(VARIABLES, e.getMessage())))
                    : invalid(
                            RealtimeConfigError.REAL_TIME_CONFIG_INVALID_SCHEMA,
                            List.of(new FieldError(SCHEMA, e.getMessage())));
        }
        return page.with(schema, variables);
    }

    private static JsonNode merged(Page page, PageEdit edit) {
        ObjectNode merged = StrictJson.NODES.objectNode();
        if (!edit.replacesVariables()) {
            merged.setAll((ObjectNode) page.variables());
        }
        return merged.setAll((ObjectNode) edit.variables());
    }

    /** The spelling in which it is stored, so that what a write answers is what the next read does. */
    private static JsonNode canonical(JsonNode value) {
        return StrictJson.parse(CanonicalJson.text(value));
    }

    /** In what the variables of a page do not fit its schema. */
    List<Violation> violations(Page page) {
        try {
            return compile(page.schema()).violations(page.variables());
        } catch (TooMuchWorkException e) {
            return List.of(new Violation("", e.getMessage()));
        } catch (InvalidSchemaException e) {
            throw new IllegalStateException("A stored schema cannot be used", e);
        }
    }

    /** The page on the wire, with what does not fit. */
    public ObjectNode json(Page page) {
        return page.json(violations(page));
    }

    private CallerSchema compile(JsonNode schema) throws InvalidSchemaException {
        CallerSchema known = compiled.get(schema);
        if (known == null) {
            known = CallerSchema.compile(schema);
            compiled.put(schema, known);
        }
        return known;
    }

    private static ApiException invalid(RealtimeConfigError error, List<FieldError> errors) {
        return ApiException.invalid(error, error.message(), errors);
    }
}
