package dev.parley.core.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows for PostgreSQL's COPY, in its text format (PostgreSQL's documentation of COPY, "Text Format"): for the server it is about half the
 * work of as many inserts.
 */
final class CopiedRows {

    private static final Pattern INSERT = Pattern.compile("insert into (\\w+\\([^)]*\\)) values \\([?, ]*\\)");

    private final StringBuilder text = new StringBuilder();

    private CopiedRows() {}

    /** What does the same as an insert, see {@link Sql#loading}, and tells how many rows there are now. */
    static Database.ConnectionWork<Long> of(Sql.Batch insert) {
        Matcher parts = INSERT.matcher(insert.sql());
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not an insert of parameters alone: " + insert.sql());
        }
        String copy = "copy " + parts.group(1) + " from stdin";
        CopiedRows rows = new CopiedRows();
        insert.rows().forEach(rows::add);
        byte[] bytes = rows.text.toString().getBytes(StandardCharsets.UTF_8);
        return connection -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw new SQLException(e);
            }
        };
    }

    private void add(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append('\t');
            }
            Object value = values[i];
            if (value == null) {
                text.append("\\N");
            } else if (value instanceof byte[] bytes) {
                text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            } else {
                // Numbers, booleans and instants as they spell themselves.
                add(value.toString());
            }
        }
        text.append('\n');
    }

    private void add(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
    }
}
