package dev.parley.app;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanDefinition;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the jars of the plug-ins directory part of the application. Micronaut finds what was generated for a class only through the class
 * loader that it was loaded by itself, so with plug-ins the whole program runs in one class loader that has its own jar and theirs.
 */
final class Plugins {

    static final String VARIABLE = "PARLEY_PLUGINS_DIR";
    static final String DEFAULT_DIRECTORY = "./plugins";

    private static final String LOADER = "parley";

    private Plugins() {}

    /** The jars in a directory, by name; empty when it is not there. */
    static List<Path> find(@Nullable String directory) {
        Path path = folder(directory);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StartupException("The plug-ins directory " + path + " cannot be read: set " + VARIABLE);
        }
    }

    /** The directory that a setting means; it need not be there. */
    static Path folder(@Nullable String directory) {
        return Path.of(directory == null || directory.isEmpty() ? DEFAULT_DIRECTORY : directory);
    }

    /**
     * Runs {@link Parley#run} with plug-ins beside the program and returns its exit status.
     *
     * @throws StartupException when one of them cannot work
     */
    static int run(List<Path> files, String[] arguments) {
        List<PluginJar> plugins = new ArrayList<>();
        for (Path file : files) {
            PluginJar plugin = PluginJar.read(file);
            plugin.requireDistinct(Plugins.class.getClassLoader(), plugins);
            plugins.add(plugin);
        }
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(url(Path.of(entry)));
        }
        plugins.forEach(plugin -> urls.add(url(plugin.file())));
        // Never closed: it is the program's own until the process ends.
        @SuppressWarnings("resource")
        URLClassLoader loader =
                new URLClassLoader(LOADER, urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        plugins.forEach(plugin -> plugin.requireLinked(loader));
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return (int) loader.loadClass(Parley.class.getName())
                    .getMethod("run", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates the singletons that plug-ins bring: one that cannot be created shall stop the start instead of failing each request.
     *
     * @throws StartupException when there is one
     */
    static void createBeans(ApplicationContext context) {
        for (BeanDefinition<?> definition : context.getAllBeanDefinitions()) {
            Optional<String> file = file(definition.getClass().getName());
            if (file.isPresent() && definition.isSingleton()) {
                try {
                    context.getBean(definition);
                } catch (RuntimeException | LinkageError e) {
                    throw broken(file.get(), definition.getBeanType().getName() + " cannot be created", e);
                }
            }
        }
    }

    /** The plug-in that took part in a failure of the start, if one did. */
    static Optional<StartupException> blame(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            for (StackTraceElement frame : e.getStackTrace()) {
                Optional<String> file = file(frame.getClassName());
                if (file.isPresent()) {
                    return Optional.of(broken(
                            file.get(),
                            "it fails in " + frame.getClassName() + "." + frame.getMethodName() + ", line "
                                    + frame.getLineNumber(),
                            failure));
                }
            }
        }
        return Optional.empty();
    }

    private static StartupException broken(String file, String what, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return refusal(file, what + " (" + root + ")", "mend or remove it");
    }

    /** The file name of the plug-in that a class is from; empty when it is from none. */
    private static Optional<String> file(String className) {
        ClassLoader loader = Plugins.class.getClassLoader();
        if (!LOADER.equals(loader.getName())) {
            return Optional.empty();
        }
        URL resource = loader.getResource(className.replace('.', '/') + ".class");
        // jar:file:/where/it/is.jar!/the/Class.class
        String path = resource == null ? "" : resource.getPath().replaceAll("!/.*", "");
        String own = Plugins.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        return !path.endsWith(".jar") || path.equals(own)
                ? Optional.empty()
                : Optional.of(Path.of(URI.create(path)).getFileName().toString());
    }

    /** One line for all that can be wrong with a plug-in. */
    static StartupException refusal(String file, String why, String remedy) {
        String line = "A plug-in cannot be used: " + file + ": " + why + ": " + remedy;
        return new StartupException(line.replaceAll("\\s*\\R\\s*", "; "));
    }
}
