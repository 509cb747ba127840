package dev.parley.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs {@code dev.parley.notes} as a stranger's jar: its classes with what Micronaut generated for them, and its resources. */
final class NotesPlugin {

    private static final Path CLASSES = Path.of("target", "test-classes");
    private static final Path RESOURCES = Path.of("src", "test", "notes-plugin");

    private NotesPlugin() {}

    static void packInto(Path directory) throws IOException {
        try (OutputStream file = Files.newOutputStream(directory.resolve("notes.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            Set<String> directories = new HashSet<>();
            add(jar, CLASSES, directories);
            add(jar, RESOURCES, directories);
        }
    }

    /** Adds files, and the directories they are in: what looks for generated classes lists directories. */
    private static void add(JarOutputStream jar, Path root, Set<String> directories) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> chosen = files.filter(Files::isRegularFile)
                    .filter(file -> root.equals(RESOURCES)
                            || name(root, file).contains("dev/parley/notes/")
                            || name(root, file).contains("dev.parley.notes."))
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
