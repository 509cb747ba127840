package dev.parley.app;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * What the log looks like, unless {@code -Dlogback.configurationFile} names a file that says it: all of it goes to the standard error, since
 * what commands print goes to the standard output. Not a {@code logback.xml}: reading one takes a twentieth of the time of a start.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {

    private static final String HEAD = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0}";

    /** One line an event: an exception's lines are joined. */
    private static final String JOINED =
            HEAD + " %replace(%msg){'[\\r\\n]+',' | '} %kvp%replace(%ex){'[\\r\\n]+\\s*',' | '}%nopex%n";

    /** What is told of a request is one line as it is: nothing in it can hold a line break, and replacing takes time. */
    private static final String AS_IT_IS = HEAD + " %msg %kvp%nopex%n";

    /** Called by Logback, once. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender(context, "STDERR", JOINED));
        Logger requests = context.getLogger("parley.requests");
        requests.setLevel(Level.INFO);
        requests.setAdditive(false);
        requests.addAppender(appender(context, "REQUESTS", AS_IT_IS));
        context.getLogger("dev.parley").setLevel(Level.INFO);
        // It warns of every H2 that is newer than itself.
        context.getLogger("org.flywaydb").setLevel(Level.ERROR);
        // It tells the log what it throws.
        context.getLogger("org.flywaydb.core.internal.command.DbMigrate").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context, String name, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName(name);
        appender.setTarget(ConsoleTarget.SystemErr.getName());
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
