package dev.parley.core.paging;

/** Lets the benchmark at what no other package sees. */
public final class Cursors {

    private Cursors() {}

    /** Encodes a place in a list and decodes it again. */
    public static long thereAndBack(long after) {
        return Cursor.decode(Cursor.encode(after));
    }
}
