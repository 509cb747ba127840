package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    @Test
    void whatIsToldOfARequestIsOneLineWhichIsWrittenWhenTheLogEndsAtTheLatest() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            LoggerContext context = configured();
            context.getLogger("parley.requests")
                    .atInfo()
                    .addKeyValue("path", "/v1/agents")
                    .addKeyValue("status", 200)
                    .log("request");
            context.stop();
        } finally {
            System.setErr(before);
        }
        assertThat(written.toString(StandardCharsets.UTF_8))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  requests request"
                        + " path=\"/v1/agents\" status=\"200\"\\R");
    }

    private static LoggerContext configured() throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        new ContextInitializer(context).autoConfig();
        return context;
    }
}
