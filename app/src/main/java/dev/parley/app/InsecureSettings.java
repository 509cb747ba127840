package dev.parley.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What in the settings is well enough for one's own machine and not for production: a line for each, which names the setting and says
 * what to do. The defaults have none.
 */
final class InsecureSettings {

    private static final Pattern DATABASE_HOST = Pattern.compile("jdbc:postgresql://([^/:,?]+)");
    private static final Pattern ENCRYPTED = Pattern.compile("[?&]sslmode=(require|verify-ca|verify-full)(&|$)");
    private static final int LONG_ENOUGH = 32;

    private InsecureSettings() {}

    /**
     * Looks at the settings.
     *
     * @param plugins the folder of plug-ins, whether it exists or not
     */
    static List<String> of(Settings settings, Path plugins) {
        List<String> found = new ArrayList<>();
        boolean isPublic = !isLoopback(settings.host());
        add(
                found,
                isPublic,
                "PARLEY_HOST is " + settings.host()
                        + ": keys travel as they are, so put a proxy that speaks TLS in front and let only that one reach this port");
        add(
                found,
                isPublic
                        && settings.limitPerKey().isEmpty()
                        && settings.limitPerWorkspace().isEmpty(),
                "PARLEY_LIMIT_PER_KEY and PARLEY_LIMIT_PER_WORKSPACE are not set: one caller can take the whole service");
        add(
                found,
                settings.corsOrigins().contains("*"),
                "PARLEY_CORS_ORIGINS is *: scripts of any web page may call; name the origins that should");
        String key = settings.bootstrapApiKey();
        add(
                found,
                key != null && key.length() < LONG_ENOUGH,
                "PARLEY_BOOTSTRAP_API_KEY has fewer than " + LONG_ENOUGH
                        + " characters: take a random one, or leave it out and keep the key that is printed");
        database(settings.databaseUrl(), settings, found);
        add(
                found,
                settings.isEmbedded() && others(settings.dataDir(), PosixFilePermission.OTHERS_READ),
                "PARLEY_DATA_DIR can be read by every user of this machine: take their rights away (chmod 700)");
        add(
                found,
                others(plugins, PosixFilePermission.OTHERS_WRITE),
                Plugins.VARIABLE
                        + " can be written by every user of this machine, whose code would run here: take their rights"
                        + " away (chmod o-w)");
        return found;
    }

    private static void database(@Nullable String url, Settings settings, List<String> found) {
        if (url == null || !url.startsWith("jdbc:postgresql:")) {
            return;
        }
        Matcher host = DATABASE_HOST.matcher(url);
        add(
                found,
                host.find()
                        && !isLoopback(host.group(1))
                        && !ENCRYPTED.matcher(url).find(),
                "PARLEY_DATABASE_URL has no sslmode: what goes to the database can be read on the way; add sslmode=verify-full");
        add(
                found,
                url.contains("password="),
                "PARLEY_DATABASE_URL holds a password: put it into PARLEY_DATABASE_PASSWORD");
        add(
                found,
                settings.databasePassword().isEmpty() && !url.contains("password="),
                "PARLEY_DATABASE_PASSWORD is empty: give the database user a password");
        add(
                found,
                settings.databaseUser().equals("postgres"),
                "PARLEY_DATABASE_USER is postgres, which may do anything there: make a user that owns only this database");
    }

    private static void add(List<String> found, boolean isInsecure, String line) {
        if (isInsecure) {
            found.add(line);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean others(Path folder, PosixFilePermission permission) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
            return permissions.contains(permission);
        } catch (IOException | UnsupportedOperationException e) {
            // It is not there, or the system has other means.
            return false;
        }
    }
}
