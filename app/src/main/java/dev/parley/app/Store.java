package dev.parley.app;

import dev.parley.core.spi.Extensions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Opens the application on the store that the settings name, after looking whether that can work. */
final class Store {

    private static final int H2_IN_USE = 90020;
    private static final int CONNECT_SECONDS = 5;

    private Store() {}

    /**
     * Starts an application context, without a server.
     *
     * @throws StartupException when the store cannot be opened or a plug-in cannot work
     */
    static ApplicationContext open(Settings settings) {
        // Before anything is stored: what is wrong by itself shall leave no trace.
        Failure.explaining(() -> Extensions.load(Store.class.getClassLoader()));
        settings.prepareDataDir();
        checkDatabase(settings);
        ApplicationContextBuilder builder = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(settings.properties());
        return Failure.explaining(builder::start);
    }

    private static void checkDatabase(Settings settings) {
        DriverManager.setLoginTimeout(CONNECT_SECONDS);
        try (var connection =
                DriverManager.getConnection(settings.jdbcUrl(), settings.databaseUser(), settings.databasePassword())) {
            connection.isValid(CONNECT_SECONDS);
        } catch (SQLException e) {
            if (e.getErrorCode() == H2_IN_USE) {
                throw new StartupException(
                        "The store in " + settings.dataDir()
                                + " is in use by a running Parley: stop that one first, or set PARLEY_DATA_DIR to another directory");
            }
            if (settings.isEmbedded()) {
                throw new StartupException("The store in " + settings.dataDir() + " cannot be opened: " + firstLine(e));
            }
            throw new StartupException(
                    "The database cannot be reached: check PARLEY_DATABASE_URL, PARLEY_DATABASE_USER and PARLEY_DATABASE_PASSWORD: "
                            + firstLine(e));
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
