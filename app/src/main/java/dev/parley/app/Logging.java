package dev.parley.app;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * What the log looks like, unless {@code -Dlogback.configurationFile} names a file that says it: all of it goes to the standard error, since
 * what commands print goes to the standard output. Not a {@code logback.xml}: reading one takes a twentieth of the time of a start.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {

    private static final String TIME = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC}";

    /** One line an event: an exception's lines are joined. */
    private static final String JOINED = TIME
            + " %-5level %logger{0} %replace(%msg){'[\\r\\n]+',' | '} %kvp%replace(%ex){'[\\r\\n]+\\s*',' | '}%nopex%n";

    /** The same for requests, where all but the pairs is known, and none of them can hold a line break: each part takes time. */
    private static final String OF_A_REQUEST = TIME + " INFO  requests request %kvp%nopex%n";

    private static final int BATCH_BYTES = 4096;
    private static final int BATCH_MILLIS = 100;

    /** Called by Logback, once. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender(context, "STDERR", JOINED, ConsoleTarget.SystemErr.getStream()));
        Logger requests = context.getLogger("parley.requests");
        requests.setLevel(Level.INFO);
        requests.setAdditive(false);
        OutputStreamAppender<ILoggingEvent> ofRequests = appender(context, "REQUESTS", OF_A_REQUEST, batches(context));
        ofRequests.setImmediateFlush(false);
        requests.addAppender(ofRequests);
        context.getLogger("dev.parley").setLevel(Level.INFO);
        // It warns of every H2 that is newer than itself.
        context.getLogger("org.flywaydb").setLevel(Level.ERROR);
        // It tells the log what it throws.
        context.getLogger("org.flywaydb.core.internal.command.DbMigrate").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * Writes lines of requests many at a time, since to write one can cost as much as all else about it; what is left after a while, and
     * when the log ends. No line is torn by others: it is in one write, which Linux puts into a pipe as one (its PIPE_BUF is 4096).
     */
    private static OutputStream batches(LoggerContext context) {
        OutputStream batches = new BufferedOutputStream(ConsoleTarget.SystemErr.getStream(), BATCH_BYTES);
        context.addScheduledFuture(context.getScheduledExecutorService()
                .scheduleWithFixedDelay(() -> flush(batches), BATCH_MILLIS, BATCH_MILLIS, TimeUnit.MILLISECONDS));
        return batches;
    }

    private static void flush(OutputStream batches) {
        try {
            batches.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputStreamAppender<ILoggingEvent> appender(
            LoggerContext context, String name, String pattern, OutputStream stream) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setName(name);
        appender.setEncoder(encoder);
        appender.setOutputStream(stream);
        appender.start();
        return appender;
    }
}
