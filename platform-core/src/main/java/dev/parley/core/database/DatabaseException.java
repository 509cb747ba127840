package dev.parley.core.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** A statement that the database did not carry out. */
public final class DatabaseException extends RuntimeException {

    public DatabaseException(SQLException cause) {
        super(cause);
    }

    /** Whether a row that the statement refers to does not exist, or no longer. */
    public boolean isForeignKeyViolation() {
        // PostgreSQL says 23503, H2 23506.
        return getCause() instanceof SQLException sql
                && ("23503".equals(sql.getSQLState()) || "23506".equals(sql.getSQLState()));
    }

    /** Whether somewhere in an exception's causes the database could not be reached or went away. */
    public static boolean isUnavailable(@Nullable Throwable exception) {
        for (Throwable e = exception; e != null; e = e.getCause()) {
            if (e instanceof SQLTransientConnectionException) {
                return true;
            }
            if (e instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                // 08: connection; 57P: shut down or starting; 53300: too many connections; 90098, 90121: H2 is closed.
                if (state.startsWith("08")
                        || state.startsWith("57P")
                        || state.equals("53300")
                        || state.equals("90098")
                        || state.equals("90121")) {
                    return true;
                }
            }
        }
        return false;
    }
}
