package dev.parley.app;

import ch.qos.logback.classic.LoggerContext;
import dev.parley.core.openapi.OpenApiDocuments;
import dev.parley.core.spi.ApiFamily;
import dev.parley.core.spi.Extensions;
import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.ResourceKind;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: serves when it is given no command. */
@Command(
        name = "parley",
        description = "Serves the control plane. Settings are environment variables; the README lists them.",
        mixinStandardHelpOptions = true,
        versionProvider = Parley.Version.class,
        subcommands = {
            WorkspacesCommand.class,
            KeysCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            PruneCommand.class,
            RehearseCommand.class
        })
public final class Parley implements Callable<Integer> {

    /** How long stopping may take: running requests have 20 seconds of it. */
    private static final long STOP_MILLIS = 30_000;

    /**
     * Runs the program and ends the process.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        int status;
        try {
            List<Path> plugins = Plugins.find(System.getenv(Plugins.VARIABLE));
            status = plugins.isEmpty() ? run(arguments) : Plugins.run(plugins, arguments);
        } catch (StartupException e) {
            System.err.println(e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    /**
     * Runs the program in this class loader.
     *
     * @return the exit status
     */
    public static int run(String[] arguments) {
        return arguments.length == 0 ? serve() : commandLine().execute(arguments);
    }

    /** Without the command line's library: its classes are of a format that no archive takes, and a tenth of the time of a start. */
    private static int serve() {
        try {
            return new Parley().call();
        } catch (StartupException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Parley.class).error("The start failed", e);
        }
        return 1;
    }

    static CommandLine commandLine() {
        return new CommandLine(new Parley()).setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof StartupException expected) {
                command.getErr().println(expected.getMessage());
                return 1;
            }
            throw exception;
        });
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.from(System.getenv());
        checkPort(settings);
        ApplicationContext context = Store.open(settings);
        Failure.explaining(() -> context.getBean(OpenApiDocuments.class));
        Plugins.createBeans(context);
        Optional<String> newKey = context.getBean(Bootstrap.class).run(settings.bootstrapApiKey());
        EmbeddedServer server =
                Failure.explaining(() -> context.getBean(EmbeddedServer.class).start());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            close(context);
            // Lines of requests that wait for others.
            ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
            stopped.countDown();
        }));
        tellWhatIsServed(context.getBean(Extensions.class));
        InsecureSettings.of(settings, Plugins.folder(System.getenv(Plugins.VARIABLE)))
                .forEach(line -> LoggerFactory.getLogger(InsecureSettings.class).warn(line));
        // In one piece: who waits for the first line finds the others.
        System.out.print("Parley serves at " + server.getURL() + System.lineSeparator()
                + "Docs:            " + server.getURL() + "/docs" + System.lineSeparator()
                + newKey.map(key -> "API key:         " + key + "  (shown this once; keep it)" + System.lineSeparator())
                        .orElse(""));
        System.out.flush();
        stopped.await();
        return 0;
    }

    /** An embedded database whose disk is full may never end; what was acknowledged is on the disk without that. */
    private static void close(ApplicationContext context) {
        Thread closing = new Thread(context::close, "parley-stop");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tellWhatIsServed(Extensions extensions) {
        Logger log = LoggerFactory.getLogger(Parley.class);
        for (ApiFamily family : extensions.families()) {
            log.info("Family {} ({}) at {}", family.id(), family.title(), family.basePath());
        }
        for (FeatureModule module : extensions.modules()) {
            List<String> kinds = module.kinds().stream().map(ResourceKind::name).toList();
            log.info("Module {} of family {}: kinds {}", module.id(), module.family(), kinds);
        }
    }

    /** Looks before the store is opened, so that a second start by mistake changes nothing. */
    private static void checkPort(Settings settings) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
        } catch (IOException e) {
            throw new StartupException("Cannot listen on " + settings.host() + ":" + settings.port() + " ("
                    + e.getMessage() + "): stop what uses it, or set PARLEY_PORT or PARLEY_HOST");
        }
    }

    /** The version of the jar. */
    static String version() {
        String version = Parley.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /** Tells the version on the command line. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"parley " + version()};
        }
    }
}
