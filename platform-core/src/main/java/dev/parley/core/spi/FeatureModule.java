package dev.parley.core.spi;

import java.util.List;
import java.util.Optional;

/**
 * What a module adds to the platform. A jar names its implementations in {@code META-INF/services/dev.parley.core.spi.FeatureModule};
 * its controllers and services are ordinary Micronaut beans, compiled with Micronaut's annotation processor.
 *
 * <p>An implementation has a public constructor without parameters and answers the same every time. It is created before the application
 * context, perhaps more than once.
 */
public interface FeatureModule {

    /** The id, unique in the platform; 1 to 32 lower-case letters, digits and dashes, the first a letter. */
    String id();

    /** The {@link ApiFamily#id()} whose base path the module's controllers are under. */
    String family();

    /**
     * Where the module's Flyway migrations are, as a location on its class path ({@code parley/migration/agents}), not under
     * {@code db/migration}: the Flyway of an application that embeds the module would run them too. They run after the core's, on a
     * history table of their own, and the names of the tables they make begin with the module's id and an underscore.
     * Empty when the module has no tables.
     */
    default Optional<String> migrations() {
        return Optional.empty();
    }

    /** The kinds of documents that the module keeps in the versioned store; empty when it keeps none. */
    default List<ResourceKind> kinds() {
        return List.of();
    }

    /** The scopes that the module's operations demand; a scope may be declared by several modules of a family. */
    default List<Scope> scopes() {
        return List.of();
    }

    /**
     * The class path resource with the module's OpenAPI document, in JSON ({@code META-INF/swagger/agents.json}); its operations and
     * schemas become part of the family's document, and the bodies of its requests are validated against its schemas. Empty when the
     * module has no operations.
     */
    default Optional<String> openApi() {
        return Optional.empty();
    }
}
