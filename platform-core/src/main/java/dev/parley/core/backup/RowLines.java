package dev.parley.core.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.hash.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows as the lines of a backup: the same row is the same bytes on every database. */
final class RowLines {

    static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    /** How many rows are fetched at once: each can have a document of a million characters. */
    private static final int FETCHED = 25;

    private RowLines() {}

    /** Takes the lines of rows. */
    @FunctionalInterface
    interface Consumer {
        void accept(Line line) throws IOException;
    }

    /** Reads all rows of a table, in any order; one at a time is in the memory. */
    static void read(Connection connection, Table table, Consumer consumer) throws SQLException {
        Line line = new Line();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery(table.select())) {
                while (rows.next()) {
                    line.reset();
                    write(table, rows, line);
                    consumer.accept(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Table table, ResultSet row, Line line) throws SQLException, IOException {
        try (JsonGenerator out = JSON.getFactory().createGenerator(line)) {
            out.writeStartArray();
            for (int i = 0; i < table.columns().size(); i++) {
                table.columns().get(i).type().write(out, row, i + 1);
            }
            out.writeEndArray();
        }
    }

    static JsonNode parse(Line line) throws IOException {
        return JSON.readTree(line.bytes(), 0, line.size());
    }

    /** The sum of the hashes of some rows, by which two tables are compared whose rows come in different orders. */
    static final class Sum {
        private final MessageDigest sha256 = Sha256.start();
        private BigInteger sum = BigInteger.ZERO;

        void add(Line line) {
            sha256.update(line.bytes(), 0, line.size());
            sum = sum.add(new BigInteger(1, sha256.digest()));
        }

        BigInteger value() {
            return sum;
        }
    }
}
