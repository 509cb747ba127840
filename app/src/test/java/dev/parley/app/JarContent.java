package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The files in a jar, to take some out, put others in, and pack the rest again. */
final class JarContent {

    private final Map<String, byte[]> files;

    private JarContent(Map<String, byte[]> files) {
        this.files = files;
    }

    static JarContent empty() {
        return new JarContent(new LinkedHashMap<>());
    }

    static JarContent of(Path path) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
                files.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JarContent(files);
    }

    /** The same without the files whose names begin so; there is one at least. */
    JarContent without(String prefix) {
        JarContent rest = copy();
        assertThat(rest.files.keySet().removeIf(name -> name.startsWith(prefix)))
                .as(prefix)
                .isTrue();
        return rest;
    }

    JarContent with(String name, String text) {
        JarContent more = copy();
        more.files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return more;
    }

    /** The same with one byte of a file changed. */
    JarContent withByte(String name, int index, int value) {
        JarContent changed = copy();
        byte[] bytes = changed.files.get(name).clone();
        bytes[index] = (byte) value;
        changed.files.put(name, bytes);
        return changed;
    }

    /** The same with a text in a file replaced by one that is as long, wherever it stands. */
    JarContent replacing(String name, String before, String after) {
        assertThat(after).hasSameSizeAs(before);
        JarContent changed = copy();
        String text = new String(changed.files.get(name), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(before);
        changed.files.put(name, text.replace(before, after).getBytes(StandardCharsets.ISO_8859_1));
        return changed;
    }

    /**
     * The same with classes compiled against what this test is compiled against.
     *
     * @param sources each with a package and one public type; those of {@code dev.parley} are for the compiler alone
     */
    JarContent compiled(String... sources) {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "compiled");
            var compiler = ToolProvider.getSystemJavaCompiler();
            List<JavaFileObject> units = List.of(sources).stream()
                    .map(source -> (JavaFileObject) new Source(source))
                    .toList();
            boolean done = compiler.getTask(
                            null,
                            null,
                            null,
                            List.of("-proc:none", "--release", "17", "-d", directory.toString(), "-cp", classPath()),
                            null,
                            units)
                    .call();
            assertThat(done).isTrue();
            JarContent more = copy();
            try (var walk = Files.walk(directory)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    String name = directory.relativize(file).toString().replace('\\', '/');
                    if (!name.startsWith("dev/parley/")) {
                        more.files.put(name, Files.readAllBytes(file));
                    }
                }
            }
            return more;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Packs it, with entries for the folders, as build tools do. */
    void writeTo(Path path) {
        TreeSet<String> folders = files.keySet().stream()
                .flatMap(name -> folders(name).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        try (OutputStream file = Files.newOutputStream(path);
                JarOutputStream jar = new JarOutputStream(file)) {
            for (String folder : folders) {
                jar.putNextEntry(new JarEntry(folder));
                jar.closeEntry();
            }
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> folders(String name) {
        TreeSet<String> folders = new TreeSet<>();
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            folders.add(name.substring(0, slash + 1));
        }
        return List.copyOf(folders);
    }

    private JarContent copy() {
        return new JarContent(new LinkedHashMap<>(files));
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(
                    URI.create("string:///"
                            + text.replaceAll("(?s).*?package ([a-z.]+);.*", "$1")
                                    .replace('.', '/')
                            + "/"
                            + text.replaceAll("(?s).*?public (?:final )?(?:class|interface) (\\w+).*", "$1")
                            + ".java"),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
