package dev.parley.flowyte.wire;

import dev.parley.core.error.ApiException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a caller asks for: by the number of a page, or by the cursor that an earlier page gave, which stays right
 * when items are added or go meanwhile.
 *
 * @param page which page, from 1
 * @param limit how many items at most, 1 to {@value #MAX_LIMIT}
 * @param after the key of the last item before; empty when the page is found by its number
 */
public record PageRequest(int page, int limit, OptionalLong after) {

    /** The largest page. */
    public static final int MAX_LIMIT = 100;

    private static final int USUAL_LIMIT = 20;
    private static final byte CURSOR_VERSION = 1;
    private static final int CURSOR_BYTES = 1 + Integer.BYTES + Long.BYTES;

    /**
     * What the query parameters say.
     *
     * @param page from 1; null for the first
     * @param limit at least 1, above {@value #MAX_LIMIT} it counts as that; null for {@code usual}
     * @param cursor from an earlier page; null for none
     * @param usual the limit when none is given
     * @throws ApiException 400 when one of them is not valid, or both a page and a cursor are given
     */
    static PageRequest of(@Nullable Integer page, @Nullable Integer limit, @Nullable String cursor, int usual) {
        if (limit != null && limit < 1) {
            throw ApiException.invalid("limit", "must be at least 1");
        }
        int size = Math.min(limit == null ? usual : limit, MAX_LIMIT);
        if (cursor != null && page != null) {
            throw ApiException.invalid("cursor", "goes without page");
        }
        if (cursor != null) {
            return decoded(cursor, size);
        }
        if (page != null && page < 1) {
            throw ApiException.invalid("page", "must be at least 1");
        }
        return new PageRequest(page == null ? 1 : page, size, OptionalLong.empty());
    }

    /** The same with the API's usual limit. */
    public static PageRequest of(@Nullable Integer page, @Nullable Integer limit, @Nullable String cursor) {
        return of(page, limit, cursor, USUAL_LIMIT);
    }

    /** The same for a list that is short by nature: without a limit it is given whole. */
    public static PageRequest ofShort(@Nullable Integer page, @Nullable Integer limit, @Nullable String cursor) {
        return of(page, limit, cursor, MAX_LIMIT);
    }

    private static PageRequest decoded(String cursor, int limit) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == CURSOR_BYTES && bytes.get() == CURSOR_VERSION) {
                int page = bytes.getInt();
                if (page > 0) {
                    return new PageRequest(page, limit, OptionalLong.of(bytes.getLong()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw invalidCursor();
        }
        throw invalidCursor();
    }

    private static ApiException invalidCursor() {
        return ApiException.invalid("cursor", "is not a cursor that an earlier answer gave");
    }

    /** How many items come before the page in the rest of the list that begins after {@link #after}. */
    public long offset() {
        return after.isPresent() ? 0 : (page - 1L) * limit;
    }

    /**
     * The page of the items that were found.
     *
     * @param found what comes at {@link #offset}: one item more than {@link #limit} when there is one
     * @param total how many items the whole list has
     * @param key what tells the place of an item in the list
     */
    public <T> Page<T> page(List<T> found, long total, ToLongFunction<T> key) {
        if (found.size() <= limit) {
            return new Page<>(found, page, limit, total, null);
        }
        List<T> items = found.subList(0, limit);
        ByteBuffer next = ByteBuffer.allocate(CURSOR_BYTES)
                .put(CURSOR_VERSION)
                .putInt(page + 1)
                .putLong(key.applyAsLong(items.get(limit - 1)));
        return new Page<>(
                items,
                page,
                limit,
                total,
                Base64.getUrlEncoder().withoutPadding().encodeToString(next.array()));
    }

    /**
     * The page of a list that was read whole.
     *
     * @param key what tells the place of an item in the list, ascending
     */
    public <T> Page<T> of(List<T> whole, ToLongFunction<T> key) {
        List<T> found = whole.stream()
                .filter(item -> after.isEmpty() || key.applyAsLong(item) > after.getAsLong())
                .skip(offset())
                .limit(limit + 1L)
                .toList();
        return page(found, whole.size(), key);
    }
}
