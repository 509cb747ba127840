package dev.parley.core.spi;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Makes the extensions of the application's class loader a bean. */
@Factory
final class ExtensionsFactory {

    @Singleton
    Extensions extensions(ApplicationContext context) {
        return Extensions.load(context.getClassLoader());
    }
}
