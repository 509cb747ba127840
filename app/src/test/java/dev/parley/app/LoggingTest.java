package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoggingTest {

    private static final String FILE = "logback.configurationFile";

    @Test
    void requestsAreLoggedAndWhatLibrariesTellIsNot() throws Exception {
        LoggerContext context = configured();

        assertThat(context.getLogger("parley.requests").isInfoEnabled()).isTrue();
        assertThat(context.getLogger("dev.parley.core").isInfoEnabled()).isTrue();
        assertThat(context.getLogger("com.zaxxer.hikari").isInfoEnabled()).isFalse();
    }

    @Test
    void aFileOfTheOperatorsSaysWhatTheLogLooksLike(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("logging.xml"),
                "<configuration><logger name=\"parley.requests\" level=\"ERROR\"/></configuration>");
        System.setProperty(FILE, file.toString());
        try {
            assertThat(configured().getLogger("parley.requests").getLevel()).isEqualTo(Level.ERROR);
        } finally {
            System.clearProperty(FILE);
        }
    }

    private static LoggerContext configured() throws Exception {
        LoggerContext context = new LoggerContext();
        new ContextInitializer(context).autoConfig();
        return context;
    }
}
