package dev.parley.core.backup;

import java.io.ByteArrayOutputStream;

/** The bytes of one line of a backup, without its end. It is used again for the next one, and its bytes are not copied. */
final class Line extends ByteArrayOutputStream {

    /** The longest line, so that a damaged file cannot fill the memory. */
    static final int MAX = 64 * 1024 * 1024;

    /** The bytes; those beyond {@link #size()} mean nothing. */
    byte[] bytes() {
        return buf;
    }
}
