package dev.parley.core.json;

import java.util.List;

/** Places in JSON as text: JSON Pointer, RFC 6901. */
public final class JsonPointers {

    private JsonPointers() {}

    /**
     * The pointer to a place.
     *
     * @param names the names of members and indexes of items that lead there; empty for the value as a whole
     * @return empty, or a slash before each name
     */
    public static String of(List<String> names) {
        StringBuilder pointer = new StringBuilder();
        names.forEach(name -> pointer.append('/').append(name.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }
}
