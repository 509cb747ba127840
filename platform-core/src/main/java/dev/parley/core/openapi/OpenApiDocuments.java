package dev.parley.core.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.json.StrictJson;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.spi.ApiFamily;
import dev.parley.core.spi.Extensions;
import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.InvalidExtensionException;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One OpenAPI document a family: what the family says of itself, and the paths and schemas that its modules' documents bring. The
 * modules' documents are generated from their code when they are built; which scope an operation demands is added here, from where it
 * is enforced.
 */
@Singleton
public final class OpenApiDocuments {

    /** A variable of a route that says which text it takes, such as <code>{number:[^/]+}</code>; documents have its name alone. */
    private static final Pattern EXPRESSION = Pattern.compile("\\{([^:{}]+):(?:[^{}]|\\{[^{}]*})*}");

    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();

    private final Extensions extensions;
    private final Supplier<Map<String, ObjectNode>> complete;

    /**
     * @param router knows which scope each operation demands; it is asked at the first use, since it may need whoever needs this
     */
    OpenApiDocuments(Extensions extensions, BeanProvider<Router> router) {
        this.extensions = extensions;
        this.complete = SupplierUtil.memoized(() -> {
            router.get().uriRoutes().forEach(this::declareScope);
            return documents;
        });
        for (ApiFamily family : extensions.families()) {
            ObjectNode document = family.openApi().deepCopy();
            document.withObject("/paths");
            document.withObject("/components/schemas");
            documents.put(family.id(), document);
        }
        for (FeatureModule module : extensions.modules()) {
            module.openApi().ifPresent(resource -> add(module, resource));
        }
        extensions.families().forEach(family -> {
            declareErrors(documents.get(family.id()), family);
            CommonHeaders.declare(documents.get(family.id()));
        });
    }

    /**
     * The document of a family; do not change it.
     *
     * @throws IllegalArgumentException when there is no such family
     */
    public JsonNode document(String family) {
        ObjectNode document = complete.get().get(family);
        if (document == null) {
            throw new IllegalArgumentException("There is no family " + family);
        }
        return document;
    }

    private void add(FeatureModule module, String resource) {
        JsonNode part = load(module, resource);
        ObjectNode document = documents.get(module.family());
        merge(module, document.withObject("/paths"), part.path("paths"), true);
        merge(
                module,
                document.withObject("/components/schemas"),
                part.path("components").path("schemas"),
                false);
    }

    private static void merge(FeatureModule module, ObjectNode into, JsonNode members, boolean deep) {
        members.properties().forEach(member -> {
            JsonNode present = into.get(member.getKey());
            if (present == null) {
                into.set(member.getKey(), member.getValue().deepCopy());
            } else if (deep && present instanceof ObjectNode path) {
                merge(module, path, member.getValue(), false);
            } else if (!present.equals(member.getValue())) {
                throw new InvalidExtensionException(
                        module.getClass(),
                        "its OpenAPI document defines " + member.getKey() + " differently from another module's");
            }
        });
    }

    private static JsonNode load(FeatureModule module, String resource) {
        try (InputStream input = module.getClass().getClassLoader().getResourceAsStream(resource)) {
            if (input == null) {
                throw new InvalidExtensionException(module.getClass(), "there is no OpenAPI document " + resource);
            }
            JsonNode document = StrictJson.parse(input.readAllBytes());
            if (!document.path("paths").isObject()) {
                throw new InvalidExtensionException(
                        module.getClass(), "its OpenAPI document " + resource + " has no paths");
            }
            GeneratedDocument.straighten(document);
            return document;
        } catch (ApiException e) {
            throw unreadable(module, resource, e.errors().get(0).message());
        } catch (IOException | ClassCastException e) {
            throw unreadable(module, resource, e.getMessage());
        }
    }

    private static InvalidExtensionException unreadable(FeatureModule module, String resource, @Nullable String why) {
        return new InvalidExtensionException(
                module.getClass(), "its OpenAPI document " + resource + " cannot be read: " + why);
    }

    /** Every operation can fail in the family's way; where the module does not say how, this does. */
    private static void declareErrors(ObjectNode document, ApiFamily family) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().forEach(operation -> {
                    if (operation.path("responses") instanceof ObjectNode responses) {
                        declareError(responses, "401", "Unauthorized", family);
                        declareError(responses, "403", "Forbidden", family);
                        if (operation.has("requestBody")
                                || operation.path("parameters").size() > 0) {
                            declareError(responses, "400", "Bad Request", family);
                        }
                        if (path.getKey().contains("{")) {
                            declareError(responses, "404", "Not Found", family);
                        }
                        declareError(responses, "default", "An error", family);
                    }
                }));
    }

    /** The family's document says how a key is shown; the route, which scope it must hold. */
    private void declareScope(UriRouteInfo<?, ?> route) {
        String path =
                EXPRESSION.matcher(route.getUriMatchTemplate().toPathString()).replaceAll("{$1}");
        Optional<ObjectNode> document =
                extensions.familyOf(path).flatMap(family -> Optional.ofNullable(documents.get(family.id())));
        Optional<String> scope = route.getAnnotationMetadata().stringValue(RequiresScope.class);
        if (document.isPresent()
                && scope.isPresent()
                && document.get()
                                .path("paths")
                                .path(path)
                                .path(route.getHttpMethodName().toLowerCase(Locale.ROOT))
                        instanceof ObjectNode operation) {
            ObjectNode required = operation.putArray("security").addObject();
            document.get()
                    .path("security")
                    .path(0)
                    .fieldNames()
                    .forEachRemaining(scheme -> required.putArray(scheme).add(scope.get()));
        }
    }

    private static void declareError(ObjectNode responses, String status, String description, ApiFamily family) {
        if (!responses.has(status)) {
            ObjectNode error = responses.putObject(status).put("description", description);
            error.putObject("content")
                    .putObject(family.errorMediaType().toString())
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Error");
        }
    }
}
