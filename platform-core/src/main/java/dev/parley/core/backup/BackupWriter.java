package dev.parley.core.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.hash.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a backup: lines of JSON, compressed with gzip. The first line is about the whole ({@code format}, {@code formatVersion}, {@code
 * parley}, {@code at}, {@code migrations}, {@code sequences}); each table is a line with its name and the types of its columns, and an
 * array a row; the last line has the number of {@code rows} of each table and the {@code sha256} of all bytes before it.
 */
final class BackupWriter {

    static final String FORMAT = "parley-backup";
    static final int FORMAT_VERSION = 1;

    private BackupWriter() {}

    /**
     * Writes what a connection sees.
     *
     * @param out is left open
     * @param version the version of Parley
     * @param sequences see {@link dev.parley.core.database.Database#sequences}
     * @return what it holds
     * @throws UncheckedIOException when it cannot be written
     */
    static Backups.Summary write(
            Connection connection, OutputStream out, String version, Catalog catalog, Map<String, Long> sequences)
            throws SQLException {
        ObjectNode header = RowLines.JSON
                .createObjectNode()
                .put("format", FORMAT)
                .put("formatVersion", FORMAT_VERSION)
                .put("parley", version)
                .put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .putPOJO("migrations", catalog.migrations());
        ObjectNode next = header.putObject("sequences");
        new TreeMap<>(sequences).forEach((name, value) -> {
            if (catalog.owns(name)) {
                next.put(name, value);
            }
        });
        ObjectNode rows = RowLines.JSON.createObjectNode();
        long all = 0;
        try {
            GZIPOutputStream compressed = new GZIPOutputStream(out, 64 * 1024);
            DigestOutputStream hashed = new DigestOutputStream(compressed, Sha256.start());
            line(hashed, header);
            for (Table table : catalog.tables().values()) {
                line(hashed, head(table));
                long[] count = new long[1];
                RowLines.read(connection, table, line -> {
                    line.write('\n');
                    hashed.write(line.bytes(), 0, line.size());
                    count[0]++;
                });
                rows.put(table.name(), count[0]);
                all += count[0];
            }
            ObjectNode last = RowLines.JSON.createObjectNode();
            last.set("rows", rows);
            last.put(
                    "sha256", HexFormat.of().formatHex(hashed.getMessageDigest().digest()));
            line(compressed, last);
            compressed.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Backups.Summary(version, rows.size(), all);
    }

    private static ObjectNode head(Table table) {
        ObjectNode head = RowLines.JSON.createObjectNode().put("table", table.name());
        ObjectNode columns = head.putObject("columns");
        table.columns()
                .forEach(column -> columns.put(column.name(), column.type().name()));
        return head;
    }

    private static void line(OutputStream out, ObjectNode node) throws IOException {
        out.write(RowLines.JSON.writeValueAsBytes(node));
        out.write('\n');
    }
}
