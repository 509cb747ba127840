package dev.parley.core.database;

import dev.parley.core.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Which migration scripts a database has seen. Flyway takes a fifth of the time of a start to find out that there is nothing to do; that
 * the scripts are the very ones that were run to their end is known sooner.
 */
final class Scripts {

    private static final String TABLE = "parley_scripts";

    /** By owner. */
    private final Map<String, String> run;

    private Scripts(Map<String, String> run) {
        this.run = run;
    }

    /**
     * Where the scripts of an owner are.
     *
     * @param owner core, or the id of a module
     * @param location on the class path
     * @param classLoader of that class path
     */
    record Source(String owner, String location, ClassLoader classLoader) {}

    /** The name of the table in which Flyway keeps what it has run for an owner. */
    static String historyOf(String owner) {
        return owner.replace('-', '_') + "_schema_history";
    }

    /** What is known of a database; nothing of an owner whose history is gone. */
    static Scripts knownTo(Connection connection) throws SQLException {
        Set<String> tables = Database.tables(connection);
        Map<String, String> run = new HashMap<>();
        if (tables.contains(TABLE)) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select owner, hash from " + TABLE)) {
                while (rows.next()) {
                    run.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        run.keySet().removeIf(owner -> !tables.contains(historyOf(owner)));
        return new Scripts(run);
    }

    /** Whether the scripts of an owner have been run to their end as they are. */
    boolean areRun(String owner, @Nullable String hash) {
        return hash != null && hash.equals(run.get(owner));
    }

    /** Keeps that the scripts of an owner have been run to their end; another instance may do so at the same time. */
    static void record(Connection connection, String owner, String hash) throws SQLException {
        for (String sql : List.of(
                "insert into " + TABLE + "(hash, owner) values (?, ?) on conflict do nothing",
                "update " + TABLE + " set hash = ? where owner = ?")) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, hash);
                statement.setString(2, owner);
                statement.executeUpdate();
            }
        }
    }

    /**
     * The hash of the names and contents of all files of each source, in hex, by owner. Sources that have none, or not all of them in
     * jars, are left out: while scripts are developed, Flyway shall look at them. Each jar is gone through once, whoever is in it.
     */
    static Map<String, String> hashes(Collection<Source> sources) {
        try {
            Map<String, SortedMap<String, byte[]>> files = new HashMap<>();
            for (List<Place> places : placesByJar(sources)) {
                read(places, files);
            }
            Map<String, String> hashes = new HashMap<>();
            files.forEach((owner, ofOwner) -> hashes.put(owner, hash(ofOwner)));
            return hashes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A directory in a jar.
     *
     * @param path what the names of the files in it begin with
     * @param root its address
     */
    private record Place(String owner, String path, URL root) {

        JarURLConnection connect() throws IOException {
            JarURLConnection connection = (JarURLConnection) root.openConnection();
            connection.setUseCaches(false);
            return connection;
        }
    }

    private static Collection<List<Place>> placesByJar(Collection<Source> sources) throws IOException {
        Map<String, List<Place>> jars = new HashMap<>();
        for (Source source : sources) {
            List<URL> roots = Collections.list(source.classLoader().getResources(source.location()));
            if (roots.stream().allMatch(root -> root.getProtocol().equals("jar"))) {
                for (URL root : roots) {
                    Place place = new Place(source.owner(), source.location() + '/', root);
                    String jar = place.connect().getJarFileURL().toString();
                    jars.computeIfAbsent(jar, first -> new ArrayList<>()).add(place);
                }
            }
        }
        return jars.values();
    }

    /** Adds the files of all places of one jar to those of their owners. */
    private static void read(List<Place> places, Map<String, SortedMap<String, byte[]>> files) throws IOException {
        try (JarFile jar = places.get(0).connect().getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                for (Place place : places) {
                    if (entry.getName().startsWith(place.path()) && !entry.isDirectory()) {
                        try (InputStream content = jar.getInputStream(entry)) {
                            files.computeIfAbsent(place.owner(), owner -> new TreeMap<>())
                                    .put(entry.getName(), content.readAllBytes());
                        }
                    }
                }
            }
        }
    }

    private static String hash(SortedMap<String, byte[]> files) {
        MessageDigest digest = Sha256.start();
        files.forEach((name, content) -> {
            Sha256.addPart(digest, name.getBytes(StandardCharsets.UTF_8));
            Sha256.addPart(digest, content);
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
