package dev.parley.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the service, from environment variables. A variable that is empty counts as unset.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any that is free
 * @param dataDir where the embedded store is
 * @param databaseUrl the JDBC URL of the store; null for the embedded one
 * @param databaseUser for {@code databaseUrl}
 * @param databasePassword for {@code databaseUrl}
 * @param maxBodyBytes how large a request body may be
 * @param maxImportBytes how large the body of an import may be, which is not held in the memory
 * @param mainWritable whether the main branch can be edited directly
 * @param carrierPatience how long the voice carrier may take for a number
 * @param limitPerKey how much a key may send, such as {@code 100/1s}; empty for no limit
 * @param limitPerWorkspace how much a workspace may send with all its keys; empty for no limit
 * @param corsOrigins the origins of web pages that may call; empty for none, {@code *} for any
 * @param requestTimeout how long a client may take to send a request
 * @param bootstrapApiKey the key that an empty store gets; null for a generated one
 */
record Settings(
        String host,
        int port,
        Path dataDir,
        @Nullable String databaseUrl,
        String databaseUser,
        String databasePassword,
        int maxBodyBytes,
        int maxImportBytes,
        boolean mainWritable,
        Duration carrierPatience,
        String limitPerKey,
        String limitPerWorkspace,
        List<String> corsOrigins,
        Duration requestTimeout,
        @Nullable String bootstrapApiKey) {

    private static final int MIB = 1024 * 1024;

    /** What H2 needs to behave like PostgreSQL, and to keep its file small; see docs/decisions/0002-h2-and-postgresql.md. */
    private static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;RETENTION_TIME=1000;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

    /**
     * Reads the settings.
     *
     * @throws StartupException when a variable has no valid value
     */
    static Settings from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        String key = variables.find("PARLEY_BOOTSTRAP_API_KEY");
        if (key != null && !key.matches("[\\x21-\\x7e]{16,256}")) {
            throw new StartupException(
                    "PARLEY_BOOTSTRAP_API_KEY must have 16 to 256 printable characters and no spaces");
        }
        String url = variables.find("PARLEY_DATABASE_URL");
        if (url != null && !url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
            throw new StartupException(
                    "PARLEY_DATABASE_URL must be a JDBC URL, such as jdbc:postgresql://localhost:5432/parley");
        }
        return new Settings(
                variables.get("PARLEY_HOST", "127.0.0.1"),
                variables.number("PARLEY_PORT", 8080, 0, 65535),
                Path.of(variables.get("PARLEY_DATA_DIR", "./data")),
                url,
                variables.get("PARLEY_DATABASE_USER", ""),
                variables.get("PARLEY_DATABASE_PASSWORD", ""),
                variables.number("PARLEY_MAX_BODY_BYTES", MIB, 1, 64 * MIB),
                variables.number("PARLEY_MAX_IMPORT_BYTES", 64 * MIB, 1, 1024 * MIB),
                variables.flag("PARLEY_MAIN_WRITABLE", true),
                variables.seconds("PARLEY_CARRIER_PATIENCE", 30, 1, 3600),
                variables.limit("PARLEY_LIMIT_PER_KEY"),
                variables.limit("PARLEY_LIMIT_PER_WORKSPACE"),
                variables.origins("PARLEY_CORS_ORIGINS"),
                variables.seconds("PARLEY_REQUEST_TIMEOUT", 30, 1, 3600),
                key);
    }

    /** Whether the store is a file in {@link #dataDir}. */
    boolean isEmbedded() {
        return databaseUrl == null;
    }

    /** The JDBC URL to connect to. */
    String jdbcUrl() {
        if (databaseUrl == null) {
            return "jdbc:h2:file:" + dataDir.toAbsolutePath().normalize().resolve("parley") + H2_OPTIONS;
        }
        return databaseUrl.startsWith("jdbc:h2:") ? databaseUrl + H2_OPTIONS : databaseUrl;
    }

    /**
     * Makes the data directory, where one is needed.
     *
     * @throws StartupException when it cannot be written
     */
    void prepareDataDir() {
        if (!isEmbedded()) {
            return;
        }
        if (dataDir.toString().contains(";")) {
            throw new StartupException("PARLEY_DATA_DIR must not contain a semicolon");
        }
        try {
            if (!Files.isDirectory(dataDir)) {
                Files.createDirectories(dataDir);
                if (dataDir.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw unwritable();
        }
        if (!Files.isWritable(dataDir)) {
            throw unwritable();
        }
    }

    private StartupException unwritable() {
        return new StartupException("The data directory " + dataDir
                + " cannot be written: give this user the right to, or set PARLEY_DATA_DIR to another directory");
    }

    /** The same settings as the properties of the application. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("micronaut.server.host", host);
        properties.put("micronaut.server.port", port == 0 ? -1 : port);
        properties.put("micronaut.server.max-request-size", Math.max(maxBodyBytes, maxImportBytes));
        // Of whatever is not read as it comes in.
        properties.put("micronaut.server.max-request-buffer-size", maxBodyBytes);
        properties.put("datasources.parley.url", jdbcUrl());
        properties.put("datasources.parley.username", databaseUser);
        properties.put("datasources.parley.password", databasePassword);
        if (jdbcUrl().startsWith("jdbc:postgresql:")) {
            // One statement for many rows of a batch.
            properties.put("datasources.parley.data-source-properties.reWriteBatchedInserts", true);
            // Every query names its index; with the default of 4.0, for disks that turn, small tables would be read to
            // their end instead.
            properties.put("datasources.parley.connection-init-sql", "set random_page_cost = 1.1");
        }
        properties.put("parley.max-body-bytes", maxBodyBytes);
        properties.put("parley.max-import-bytes", maxImportBytes);
        properties.put("parley.agents.main-writable", mainWritable);
        properties.put("parley.carrier.patience", carrierPatience);
        properties.put("parley.limits.per-key", limitPerKey);
        properties.put("parley.limits.per-workspace", limitPerWorkspace);
        properties.put("parley.request-timeout", requestTimeout);
        if (!corsOrigins.isEmpty()) {
            properties.put("micronaut.server.cors.enabled", true);
            properties.put("micronaut.server.cors.configurations.web.allowed-origins", corsOrigins);
        }
        return properties;
    }

    /** Nothing secret. */
    @Override
    public String toString() {
        return "Settings[" + host + ":" + port + ", " + (isEmbedded() ? dataDir : "database") + "]";
    }

    private record Variables(Map<String, String> environment) {
        @Nullable
        String find(String name) {
            String value = environment.get(name);
            return value == null || value.isEmpty() ? null : value;
        }

        String get(String name, String defaultValue) {
            String value = find(name);
            return value == null ? defaultValue : value;
        }

        int number(String name, int defaultValue, int min, int max) {
            String value = find(name);
            if (value == null) {
                return defaultValue;
            }
            try {
                int number = Integer.parseInt(value);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw invalid(name, "a number between " + min + " and " + max);
            }
            throw invalid(name, "a number between " + min + " and " + max);
        }

        /** A number of seconds, with an {@code s} after it. */
        Duration seconds(String name, int defaultValue, int min, int max) {
            String value = get(name, defaultValue + "s");
            if (value.matches("[0-9]{1,9}s")) {
                int seconds = Integer.parseInt(value.substring(0, value.length() - 1));
                if (seconds >= min && seconds <= max) {
                    return Duration.ofSeconds(seconds);
                }
            }
            throw invalid(name, "a number of seconds between " + min + "s and " + max + "s");
        }

        String limit(String name) {
            String value = get(name, "");
            if (!value.matches("([1-9][0-9]{0,8}/[1-9][0-9]{0,4}s)?")) {
                throw invalid(name, "requests in seconds, such as 100/1s");
            }
            return value;
        }

        List<String> origins(String name) {
            String value = find(name);
            if (value == null) {
                return List.of();
            }
            List<String> origins =
                    Stream.of(value.split(",")).map(String::strip).toList();
            if (!origins.equals(List.of("*"))
                    && !origins.stream().allMatch(origin -> origin.matches("https?://[^/*\\s]+"))) {
                throw invalid(name, "origins with commas between them, such as https://console.example.com, or *");
            }
            return origins;
        }

        boolean flag(String name, boolean defaultValue) {
            return switch (get(name, Boolean.toString(defaultValue))) {
                case "true" -> true;
                case "false" -> false;
                default -> throw invalid(name, "true or false");
            };
        }

        private static StartupException invalid(String name, String expected) {
            return new StartupException(name + " must be " + expected);
        }
    }
}
