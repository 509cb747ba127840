package dev.parley.app;

import java.io.IOException;
import java.nio.file.Path;

/** Packs {@code dev.parley.notes} as a stranger's jar. */
final class NotesPlugin {

    private NotesPlugin() {}

    static void packInto(Path directory) throws IOException {
        PackedPlugin.pack(directory.resolve("notes.jar"), "dev.parley.notes", Path.of("src", "test", "notes-plugin"));
    }
}
