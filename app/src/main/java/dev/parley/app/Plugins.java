package dev.parley.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the jars of the plug-ins directory part of the application. Micronaut finds what was generated for a class only through the class
 * loader that it was loaded by itself, so with plug-ins the whole program runs in one class loader that has its own jar and theirs.
 */
final class Plugins {

    static final String VARIABLE = "PARLEY_PLUGINS_DIR";
    static final String DEFAULT_DIRECTORY = "./plugins";

    private Plugins() {}

    /** The jars in a directory, by name; empty when it is not there. */
    static List<Path> find(@Nullable String directory) {
        Path path = Path.of(directory == null || directory.isEmpty() ? DEFAULT_DIRECTORY : directory);
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

    /** Runs {@link Parley#run} with plug-ins beside the program and returns its exit status. */
    static int run(List<Path> plugins, String[] arguments) {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(url(Path.of(entry)));
        }
        plugins.forEach(plugin -> urls.add(url(plugin)));
        // Never closed: it is the program's own until the process ends.
        @SuppressWarnings("resource")
        URLClassLoader loader =
                new URLClassLoader("parley", urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
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
}
