package dev.parley.app;

import dev.parley.core.spi.Extensions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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
        // Opened while the application is put together, and kept until that has its own: an embedded database would be
        // closed and opened again.
        FutureTask<Connection> connecting = new FutureTask<>(() -> connect(settings));
        new Thread(connecting, "parley-connect").start();
        ApplicationContextBuilder builder = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(settings.properties());
        try (Connection first = connecting.get()) {
            first.isValid(CONNECT_SECONDS);
            return Failure.explaining(builder::start);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw unreachable(settings, failure);
            }
            throw new IllegalStateException(e.getCause());
        } catch (SQLException e) {
            throw unreachable(settings, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(Settings settings) throws SQLException {
        DriverManager.setLoginTimeout(CONNECT_SECONDS);
        return DriverManager.getConnection(settings.jdbcUrl(), settings.databaseUser(), settings.databasePassword());
    }

    private static StartupException unreachable(Settings settings, SQLException e) {
        if (e.getErrorCode() == H2_IN_USE) {
            return new StartupException(
                    "The store in " + settings.dataDir()
                            + " is in use by a running Parley: stop that one first, or set PARLEY_DATA_DIR to another directory");
        }
        if (settings.isEmbedded()) {
            return new StartupException("The store in " + settings.dataDir() + " cannot be opened: " + firstLine(e));
        }
        return new StartupException(
                "The database cannot be reached: check PARLEY_DATABASE_URL, PARLEY_DATABASE_USER and PARLEY_DATABASE_PASSWORD: "
                        + firstLine(e));
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
