package dev.parley.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs a package of the tests as a stranger's jar: its classes with what Micronaut generated for them, and its resources. */
public final class PackedPlugin {

    private static final Path CLASSES = Path.of("target", "test-classes");

    private PackedPlugin() {}

    /**
     * @param jar the file to write
     * @param inPackage the name of the package
     * @param resources the directory with the files beside the classes
     */
    public static void pack(Path jar, String inPackage, Path resources) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(file)) {
            Set<String> directories = new HashSet<>();
            add(
                    packed,
                    CLASSES,
                    directories,
                    name -> name.contains(inPackage.replace('.', '/') + "/") || name.contains(inPackage + "."));
            add(packed, resources, directories, name -> true);
        }
    }

    /** Adds files, and the directories they are in: what looks for generated classes lists directories. */
    private static void add(JarOutputStream jar, Path root, Set<String> directories, Predicate<String> wanted)
            throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> chosen = files.filter(Files::isRegularFile)
                    .filter(file -> wanted.test(name(root, file)))
                    .sorted()
                    .toList();
            for (Path file : chosen) {
                String name = name(root, file);
                for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
                    String directory = name.substring(0, slash + 1);
                    if (directories.add(directory)) {
                        jar.putNextEntry(new JarEntry(directory));
                        jar.closeEntry();
                    }
                }
                jar.putNextEntry(new JarEntry(name));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
