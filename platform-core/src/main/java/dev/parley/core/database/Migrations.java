package dev.parley.core.database;

import dev.parley.core.database.Scripts.Source;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the platform's data source up to date as soon as it exists: the core's tables first, then those of each module, each with a
 * history table of its own, so that modules come, go and move on independently. Scripts that the database has seen as they are, see {@link
 * Scripts}, are not looked at again. Several instances may start at once.
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
        Map<Source, Optional<FeatureModule>> sources = new LinkedHashMap<>();
        sources.put(new Source("core", "parley/migration/core", Migrations.class.getClassLoader()), Optional.empty());
        for (FeatureModule module : context.getBean(Extensions.class).modules()) {
            module.migrations()
                    .ifPresent(location -> sources.put(
                            new Source(module.id(), location, module.getClass().getClassLoader()),
                            Optional.of(module)));
        }
        try {
            migrate(dataSource, sources);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
        return event.getBean();
    }

    private static void migrate(DataSource dataSource, Map<Source, Optional<FeatureModule>> sources)
            throws SQLException {
        Map<String, String> hashes = Scripts.hashes(sources.keySet());
        Scripts known;
        Map<String, String> placeholders;
        try (Connection connection = dataSource.getConnection()) {
            known = Scripts.knownTo(connection);
            placeholders = DatabaseDialect.of(connection).migrationPlaceholders();
        }
        for (Map.Entry<Source, Optional<FeatureModule>> source : sources.entrySet()) {
            String owner = source.getKey().owner();
            String hash = hashes.get(owner);
            if (known.areRun(owner, hash)) {
                continue;
            }
            try {
                migrate(dataSource, source.getKey(), placeholders);
            } catch (FlywayException e) {
                throw source.getValue()
                        .filter(module -> !DatabaseException.isUnavailable(e))
                        .<RuntimeException>map(module -> new InvalidExtensionException(
                                module.getClass(),
                                "its migrations in " + source.getKey().location() + " cannot be run: " + reason(e)))
                        .orElse(e);
            }
            if (hash != null) {
                try (Connection connection = dataSource.getConnection()) {
                    Scripts.record(connection, owner, hash);
                }
            }
        }
    }

    private static void migrate(DataSource dataSource, Source source, Map<String, String> placeholders) {
        Flyway.configure(source.classLoader())
                .dataSource(dataSource)
                .locations("classpath:" + source.location())
                .failOnMissingLocations(true)
                .table(Scripts.historyOf(source.owner()))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(placeholders)
                .load()
                .migrate();
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
}
