package dev.parley.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.parley.core.error.FieldError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * JSON Schema, draft 2020-12 (the dialect of OpenAPI 3.1). Patterns run on RE2, in time linear to the text, and {@code $} means the
 * end of the text.
 */
public final class Schemas {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .locale(Locale.ENGLISH)
                            .regularExpressionFactory(new Re2())
                            .build())
                    .schemaCacheEnabled(false)
                    .resourceLoaders(loaders -> loaders.values(values -> values.clear())));

    private Schemas() {}

    /**
     * Compiles a schema.
     *
     * @throws RuntimeException the validator's own when the schema is not valid or refers to another document
     */
    public static Schema compile(JsonNode schema) {
        Schema compiled = REGISTRY.getSchema(schema);
        compiled.initializeValidators();
        return compiled;
    }

    /** Everything in which a value violates a schema, ordered by field; empty when it fits. */
    public static List<FieldError> violations(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(Schemas::fieldError)
                .distinct()
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
    }

    private static FieldError fieldError(Error error) {
        return new FieldError(String.join(".", place(error)), message(error));
    }

    /** Where an error is: the member that is missing or too many, where it is about one. */
    static List<String> place(Error error) {
        List<String> place = new ArrayList<>(names(error.getInstanceLocation()));
        boolean aboutMember = switch (error.getKeyword()) {
            case "required", "additionalProperties" -> true;
            default -> false;
        };
        if (aboutMember && error.getProperty() != null) {
            place.add(error.getProperty());
        }
        return place;
    }

    private static List<String> names(NodePath path) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            names.add(String.valueOf(path.getElement(i)));
        }
        return names;
    }

    /** What is wrong, for a person. */
    static String message(Error error) {
        String limit =
                error.getSchemaNode() == null ? "" : error.getSchemaNode().asText();
        return switch (error.getKeyword()) {
            case "required" -> "is required";
            case "additionalProperties" -> "is not a known field";
            case "type" -> "must be " + article(limit);
            case "minLength" -> "must have at least " + plural(limit, "character");
            case "maxLength" -> "must have at most " + plural(limit, "character");
            case "minItems" -> "must have at least " + plural(limit, "item");
            case "maxItems" -> "must have at most " + plural(limit, "item");
            case "pattern" -> "must match " + limit;
            case "enum" -> "must be one of " + error.getSchemaNode();
            default -> error.getMessage();
        };
    }

    private static String article(String type) {
        return switch (type) {
            case "" -> "of another type";
            case "array", "object", "integer" -> "an " + type;
            default -> "a " + type;
        };
    }

    private static String plural(String number, String noun) {
        return number + " " + noun + (number.equals("1") ? "" : "s");
    }

    /** The linear-time engine for {@code pattern} and {@code patternProperties}. */
    private static final class Re2 implements RegularExpressionFactory {
        @Override
        public RegularExpression getRegularExpression(String regex) {
            Pattern pattern = Pattern.compile(regex);
            return value -> pattern.matcher(value).find();
        }
    }
}
