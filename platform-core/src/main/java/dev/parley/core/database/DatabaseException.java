package dev.parley.core.database;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the database did not carry out. It keeps the code of the error and where it happened, but not the driver's text,
 * which can hold the values of the statement.
 */
public final class DatabaseException extends RuntimeException {

    /** Of PostgreSQL. */
    private static final String DISK_FULL = "53100";

    private static final Pattern NO_ROOM =
            Pattern.compile("No space left|File too large|quota exceeded|not enough space", Pattern.CASE_INSENSITIVE);

    private final String sqlState;

    public DatabaseException(SQLException cause) {
        this(cause, cause);
    }

    private DatabaseException(SQLException error, Throwable where) {
        super("SQL state " + error.getSQLState() + ", code " + error.getErrorCode());
        this.sqlState = String.valueOf(error.getSQLState());
        setStackTrace(where.getStackTrace());
    }

    /** A failure fit for the log: itself, or when a database error is among its causes, that error without its text. */
    public static Throwable loggable(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql) {
                return new DatabaseException(sql, failure);
            }
        }
        return failure;
    }

    /** Whether a row that the statement refers to does not exist, or no longer. */
    public boolean isForeignKeyViolation() {
        // PostgreSQL says 23503, H2 23506.
        return sqlState.equals("23503") || sqlState.equals("23506");
    }

    /** Whether somewhere in an exception's causes the database could not be reached or went away. */
    public static boolean isUnavailable(@Nullable Throwable exception) {
        for (Throwable e = exception; e != null; e = e.getCause()) {
            if (e instanceof SQLTransientConnectionException
                    || (e instanceof DatabaseException known && isUnavailable(known.sqlState))
                    || (e instanceof SQLException sql && isUnavailable(String.valueOf(sql.getSQLState())))) {
                return true;
            }
        }
        return false;
    }

    /** Whether somewhere in an exception's causes the database had no room to write to. */
    public static boolean isFull(@Nullable Throwable exception) {
        for (Throwable e = exception; e != null; e = e.getCause()) {
            if ((e instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState()))
                    || (e instanceof DatabaseException known && known.sqlState.equals(DISK_FULL))
                    // H2 says only what the operating system has said.
                    || (e instanceof IOException
                            && NO_ROOM.matcher(String.valueOf(e.getMessage())).find())) {
                return true;
            }
        }
        return false;
    }

    /** 08: connection; 57P: shut down or starting; 53300: too many connections; 90098, 90121: H2 is closed. */
    private static boolean isUnavailable(String sqlState) {
        return sqlState.startsWith("08")
                || sqlState.startsWith("57P")
                || sqlState.equals("53300")
                || sqlState.equals("90098")
                || sqlState.equals("90121");
    }
}
