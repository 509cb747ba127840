package dev.parley.telephony;

import dev.parley.core.error.ApiException;
import java.util.Collection;

/** How much one call may ask for. */
public final class Limits {

    /** How many items a call may list. */
    public static final int MAX_ITEMS = 1000;

    private Limits() {}

    /**
     * Refuses a list that is too long.
     *
     * @param field the member of the body that is the list
     * @throws ApiException 400
     */
    public static void require(String field, Collection<?> items) {
        if (items.size() > MAX_ITEMS) {
            throw ApiException.invalid(field, "must have at most " + MAX_ITEMS + " items");
        }
    }
}
