package dev.parley.core.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.hash.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a backup from its first line to its last, which says whether everything between is as it was written. */
final class BackupReader {

    private static final String DAMAGED = "it is damaged or cut short";
    private static final String FOREIGN = "it is no backup of Parley";
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final Visitor visitor;
    private final Line line = new Line();
    private final MessageDigest sha256 = Sha256.start();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;

    private BackupReader(InputStream in, Visitor visitor) {
        this.in = in;
        this.visitor = visitor;
    }

    /** Sees what is in a backup, in its order, before it is known whether the whole is in order. */
    interface Visitor {
        void header(JsonNode header);

        /**
         * A table, whose rows follow.
         *
         * @param columns the types of its columns, by their names
         */
        void table(String name, JsonNode columns) throws SQLException;

        void row(Line line) throws IOException, SQLException;
    }

    /**
     * What a backup is as a whole.
     *
     * @param header the first line
     * @param rows how many rows of each table it has
     * @param sha256 the hash of everything before the last line, in hex
     */
    record Contents(JsonNode header, Map<String, Long> rows, String sha256) {}

    /**
     * Reads a file.
     *
     * @throws InvalidBackupException when it is no backup, or not as it was written: why, as the end of a sentence
     */
    static Contents read(Path file, Visitor visitor) throws IOException, SQLException {
        try (InputStream stored = Files.newInputStream(file)) {
            InputStream content;
            try {
                content = new GZIPInputStream(stored, BUFFER);
            } catch (ZipException | EOFException e) {
                throw new InvalidBackupException(FOREIGN);
            }
            try {
                return new BackupReader(content, visitor).read();
            } catch (ZipException | EOFException | JsonProcessingException e) {
                throw new InvalidBackupException(DAMAGED);
            }
        }
    }

    private Contents read() throws IOException, SQLException {
        JsonNode header = header();
        Map<String, Long> rows = new LinkedHashMap<>();
        String table = "";
        while (next()) {
            if (line.size() > 0 && line.bytes()[0] == '[') {
                rows.merge(table, 1L, Long::sum);
                visitor.row(line);
                hash();
                continue;
            }
            JsonNode other = RowLines.parse(line);
            if (other.has("sha256")) {
                return end(header, rows, other);
            }
            table = other.path("table").asText();
            if (table.isEmpty() || rows.put(table, 0L) != null) {
                break;
            }
            visitor.table(table, other.path("columns"));
            hash();
        }
        throw new InvalidBackupException(DAMAGED);
    }

    private JsonNode header() throws IOException {
        JsonNode header;
        try {
            if (!next()) {
                throw new InvalidBackupException(FOREIGN);
            }
            header = RowLines.parse(line);
        } catch (JsonProcessingException e) {
            throw new InvalidBackupException(FOREIGN);
        }
        if (!header.path("format").asText().equals(BackupWriter.FORMAT)) {
            throw new InvalidBackupException(FOREIGN);
        }
        if (header.path("formatVersion").asInt() != BackupWriter.FORMAT_VERSION) {
            throw new InvalidBackupException("its format is of a newer Parley, "
                    + header.path("parley").asText() + ": restore it with that one");
        }
        visitor.header(header);
        hash();
        return header;
    }

    private Contents end(JsonNode header, Map<String, Long> rows, JsonNode last) throws IOException {
        String hash = HexFormat.of().formatHex(sha256.digest());
        boolean isWhole = hash.equals(last.path("sha256").asText())
                && RowLines.JSON
                        .writeValueAsString(rows)
                        .equals(last.path("rows").toString())
                && !next();
        if (!isWhole) {
            throw new InvalidBackupException(DAMAGED);
        }
        return new Contents(header, rows, hash);
    }

    private void hash() {
        sha256.update(line.bytes(), 0, line.size());
        sha256.update((byte) '\n');
    }

    /** Reads the next line; false at the end of the file. */
    private boolean next() throws IOException {
        line.reset();
        while (true) {
            if (position == limit) {
                limit = Math.max(0, in.read(buffer));
                position = 0;
                if (limit == 0) {
                    if (line.size() > 0) {
                        throw new InvalidBackupException(DAMAGED);
                    }
                    return false;
                }
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            if (line.size() + end - position > Line.MAX) {
                throw new InvalidBackupException(DAMAGED);
            }
            line.write(buffer, position, end - position);
            boolean isWhole = end < limit;
            position = isWhole ? end + 1 : end;
            if (isWhole) {
                return true;
            }
        }
    }
}
