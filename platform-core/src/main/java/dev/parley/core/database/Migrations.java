package dev.parley.core.database;

import dev.parley.core.spi.Extensions;
import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.InvalidExtensionException;
import io.micronaut.context.BeanContext;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.inject.qualifiers.Qualifiers;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the platform's data source up to date as soon as it exists: the core's tables first, then those of each module, each with a
 * history table of its own, so that modules come, go and move on independently. Several instances may start at once.
 */
@Singleton
final class Migrations implements BeanCreatedEventListener<DataSource> {

    private final BeanContext context;

    Migrations(BeanContext context) {
        this.context = context;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        if (!Qualifiers.byName(Database.NAME).equals(event.getBeanDefinition().getDeclaredQualifier())
                && !Database.NAME.equals(event.getBeanIdentifier().getName())) {
            return event.getBean();
        }
        DataSource dataSource = DelegatingDataSource.unwrapDataSource(event.getBean());
        migrate(dataSource, "core", "parley/migration/core", Migrations.class.getClassLoader());
        for (FeatureModule module : context.getBean(Extensions.class).modules()) {
            module.migrations().ifPresent(location -> migrate(dataSource, module, location));
        }
        return event.getBean();
    }

    private static void migrate(DataSource dataSource, FeatureModule module, String location) {
        try {
            migrate(dataSource, module.id(), location, module.getClass().getClassLoader());
        } catch (FlywayException e) {
            if (DatabaseException.isUnavailable(e)) {
                throw e;
            }
            throw new InvalidExtensionException(
                    module.getClass(), "its migrations in " + location + " cannot be run: " + reason(e));
        }
    }

    /** Of an SQL error Flyway makes a report of many lines: the first one names the script. */
    private static String reason(FlywayException failure) {
        String message = String.valueOf(failure.getMessage());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return message.lines().findFirst().orElse("") + ": " + sql.getMessage();
            }
        }
        return message;
    }

    private static void migrate(DataSource dataSource, String owner, String location, ClassLoader classLoader) {
        try (Connection connection = dataSource.getConnection()) {
            Flyway.configure(classLoader)
                    .dataSource(dataSource)
                    .locations("classpath:" + location)
                    .failOnMissingLocations(true)
                    .table(owner.replace('-', '_') + "_schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(DatabaseDialect.of(connection).migrationPlaceholders())
                    .load()
                    .migrate();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }
}
