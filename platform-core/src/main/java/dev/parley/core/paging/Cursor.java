package dev.parley.core.paging;

import dev.parley.core.error.ApiException;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A place in a list, opaque on the wire: a version byte and the key of the last item before it.
 */
final class Cursor {

    private static final byte VERSION = 1;

    private Cursor() {}

    static String encode(long after) {
        byte[] bytes =
                ByteBuffer.allocate(1 + Long.BYTES).put(VERSION).putLong(after).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * @throws ApiException 400 when the text is not a cursor of ours
     */
    static long decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == 1 + Long.BYTES && bytes[0] == VERSION) {
                return ByteBuffer.wrap(bytes, 1, Long.BYTES).getLong();
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static ApiException invalid() {
        return ApiException.invalid("cursor", "is not a cursor that an earlier answer gave");
    }
}
