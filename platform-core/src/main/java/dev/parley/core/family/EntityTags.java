package dev.parley.core.family;

import dev.parley.core.hash.Sha256;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Entity tags: strong ones only, since what names a state here names its bytes (RFC 9110, section 8.8.3). */
public final class EntityTags {

    private static final String ANY = "*";
    private static final String WEAK = "W/";
    private static final int BYTES = 16;

    private EntityTags() {}

    /**
     * The tag of a representation: any other bytes have another one.
     *
     * @param representation what a GET answers
     */
    public static String of(byte[] representation) {
        byte[] hash = Sha256.of(representation);
        return '"' + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)) + '"';
    }

    /** Whether the value of {@code If-Match} accepts a tag: equal to the letter, or any (RFC 9110, section 13.1.1). */
    public static boolean matchesStrongly(String header, String tag) {
        return header.strip().equals(ANY) || listed(header).anyMatch(tag::equals);
    }

    /** Whether the value of {@code If-None-Match} names a tag, weakly or not, or any (RFC 9110, section 13.1.2). */
    public static boolean matchesWeakly(String header, String tag) {
        return header.strip().equals(ANY)
                || listed(header)
                        .map(listed -> listed.startsWith(WEAK) ? listed.substring(WEAK.length()) : listed)
                        .anyMatch(tag::equals);
    }

    private static Stream<String> listed(String header) {
        return Stream.of(header.split(",", -1)).map(String::strip);
    }
}
