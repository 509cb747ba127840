package dev.parley.core.backup;

/** Why a backup cannot be made or restored: one line for the operator. */
public final class InvalidBackupException extends RuntimeException {

    InvalidBackupException(String line) {
        super(line);
    }
}
