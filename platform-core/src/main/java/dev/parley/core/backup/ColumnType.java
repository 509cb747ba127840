package dev.parley.core.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.CanonicalJson;
import dev.parley.core.json.StrictJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The types of columns that a backup knows, each with a spelling of its values that does not depend on the database. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
enum ColumnType {
    TEXT(ResultSet::getString, (statement, i, value) -> statement.setString(i, value.textValue())),
    INTEGER(ResultSet::getLong, (statement, i, value) -> statement.setLong(i, value.longValue())),
    DECIMAL(
            ResultSet::getString,
            (statement, i, value) -> statement.setBigDecimal(i, new BigDecimal(value.textValue()))),
    REAL(
            (row, i) -> Float.toString(row.getFloat(i)),
            (statement, i, value) -> statement.setFloat(i, Float.parseFloat(value.textValue()))),
    DOUBLE(
            (row, i) -> Double.toString(row.getDouble(i)),
            (statement, i, value) -> statement.setDouble(i, Double.parseDouble(value.textValue()))),
    BOOLEAN(ResultSet::getBoolean, (statement, i, value) -> statement.setBoolean(i, value.booleanValue())),
    BYTES(
            (row, i) -> {
                byte[] bytes = row.getBytes(i);
                return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
            },
            (statement, i, value) -> statement.setBytes(i, Base64.getDecoder().decode(value.textValue()))),
    MOMENT(
            (row, i) -> {
                OffsetDateTime moment = row.getObject(i, OffsetDateTime.class);
                return moment == null ? null : moment.toInstant().toString();
            },
            (statement, i, value) ->
                    statement.setObject(i, Instant.parse(value.textValue()).atOffset(ZoneOffset.UTC))),
    TIMESTAMP(
            (row, i) -> text(row.getObject(i, LocalDateTime.class)),
            (statement, i, value) -> statement.setObject(i, LocalDateTime.parse(value.textValue()))),
    DATE(
            (row, i) -> text(row.getObject(i, LocalDate.class)),
            (statement, i, value) -> statement.setObject(i, LocalDate.parse(value.textValue()))),
    TIME(
            (row, i) -> text(row.getObject(i, LocalTime.class)),
            (statement, i, value) -> statement.setObject(i, LocalTime.parse(value.textValue()))),
    UUID(
            (row, i) -> text(row.getObject(i, UUID.class)),
            (statement, i, value) -> statement.setObject(i, java.util.UUID.fromString(value.textValue()))),
    /** Databases spell JSON differently, so it is spelled anew. */
    JSON(
            (row, i) -> {
                String json = row.getString(i);
                return json == null ? null : CanonicalJson.text(StrictJson.parse(json));
            },
            (statement, i, value) -> statement.setString(i, value.textValue())),
    TEXTS(
            (row, i) -> elements(row.getArray(i)),
            (statement, i, value) -> statement.setArray(
                    i, statement.getConnection().createArrayOf("varchar", array(value, JsonNode::textValue)))),
    INTEGERS(
            (row, i) -> elements(row.getArray(i)),
            (statement, i, value) -> statement.setArray(
                    i, statement.getConnection().createArrayOf("bigint", array(value, JsonNode::longValue))));

    private final Reader reader;
    private final Binder binder;

    ColumnType(Reader reader, Binder binder) {
        this.reader = reader;
        this.binder = binder;
    }

    /** Reads a value as a string, long, boolean or array of these; where the column is null, anything. */
    @FunctionalInterface
    private interface Reader {
        @Nullable
        Object read(ResultSet row, int column) throws SQLException;
    }

    @FunctionalInterface
    private interface Binder {
        void bind(PreparedStatement statement, int parameter, JsonNode value) throws SQLException;
    }

    @FunctionalInterface
    private interface Element {
        Object of(JsonNode value);
    }

    /** The type that a database calls by a name, or empty when a backup does not know it. */
    static Optional<ColumnType> named(String databaseName) {
        return Optional.ofNullable(
                switch (databaseName.toLowerCase(Locale.ROOT)) {
                    case "character varying", "varchar", "text", "character", "bpchar", "character large object" ->
                        TEXT;
                    case "tinyint",
                            "smallint",
                            "int2",
                            "integer",
                            "int4",
                            "bigint",
                            "int8",
                            "smallserial",
                            "serial",
                            "bigserial" -> INTEGER;
                    case "numeric", "decfloat" -> DECIMAL;
                    case "real", "float4" -> REAL;
                    case "double precision", "float8" -> DOUBLE;
                    case "boolean", "bool" -> BOOLEAN;
                    case "binary varying", "binary large object", "bytea" -> BYTES;
                    case "timestamp with time zone", "timestamptz" -> MOMENT;
                    case "timestamp" -> TIMESTAMP;
                    case "date" -> DATE;
                    case "time" -> TIME;
                    case "uuid" -> UUID;
                    case "json", "jsonb" -> JSON;
                    case "character varying array", "_varchar", "_text" -> TEXTS;
                    case "smallint array", "integer array", "bigint array", "_int2", "_int4", "_int8" -> INTEGERS;
                    default -> null;
                });
    }

    /** Writes a value of a row. */
    void write(JsonGenerator out, ResultSet row, int column) throws SQLException, IOException {
        Object value = reader.read(row, column);
        write(out, row.wasNull() ? null : value);
    }

    private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value instanceof Object[] elements) {
            out.writeStartArray();
            for (Object element : elements) {
                write(out, element);
            }
            out.writeEndArray();
        } else {
            out.writeString((String) value);
        }
    }

    /** Binds a value as {@link #write} wrote it. */
    void bind(PreparedStatement statement, int parameter, JsonNode value) throws SQLException {
        if (value.isNull()) {
            // Of any type: PostgreSQL refuses a null that is text where it wants bytes.
            statement.setNull(parameter, java.sql.Types.NULL);
        } else {
            binder.bind(statement, parameter, value);
        }
    }

    /** The place of a value in an insert into a column that the database calls to be of a type. */
    String placeholder(String databaseName) {
        if (this != JSON) {
            return "?";
        }
        // Without these words PostgreSQL refuses text, and H2 takes it for a JSON string.
        return databaseName.equals("JSON") ? "? format json" : "cast(? as " + databaseName + ")";
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static Object @Nullable [] elements(@Nullable Array array) throws SQLException {
        return array == null ? null : (Object[]) array.getArray();
    }

    private static @Nullable Object[] array(JsonNode values, Element element) {
        @Nullable Object[] array = new @Nullable Object[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.path(i).isNull() ? null : element.of(values.path(i));
        }
        return array;
    }
}
