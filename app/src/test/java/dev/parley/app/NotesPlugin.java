package dev.parley.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            add(jar, CLASSES);
            add(jar, RESOURCES);
        }
    }

    private static void add(JarOutputStream jar, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> chosen = files.filter(Files::isRegularFile)
                    .filter(file -> root.equals(RESOURCES)
                            || name(root, file).contains("dev/parley/notes/")
                            || name(root, file).contains("dev.parley.notes."))
                    .sorted()
                    .toList();
            for (Path file : chosen) {
                jar.putNextEntry(new JarEntry(name(root, file)));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
