package dev.parley.agents;

import java.security.SecureRandom;

/** Makes ids: a prefix that tells the kind, and 8 random characters. */
public final class Ids {

    private static final String UPPER_ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String UPPER_HEX = "0123456789ABCDEF";
    private static final int LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** {@code PROJECT-58RP822I}. */
    public static String agent() {
        return "PROJECT-" + random(UPPER_ALPHANUMERIC);
    }

    /** {@code BRANCH-4GHRCJ3I}. */
    public static String branch() {
        return "BRANCH-" + random(UPPER_ALPHANUMERIC);
    }

    /** {@code TOPIC-C292B370}. */
    public static String topic() {
        return "TOPIC-" + random(UPPER_HEX);
    }

    /** {@code ATTRIBUTE-B8060842}. */
    public static String attribute() {
        return "ATTRIBUTE-" + random(UPPER_HEX);
    }

    /** {@code VARIANT-E5AAC615}. */
    public static String variant() {
        return "VARIANT-" + random(UPPER_HEX);
    }

    private static String random(String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
