package dev.parley.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Which of the values that are valid are taken: here the plainest ones; whoever wants to surprise overrides. */
class Taste {

    private static final AtomicLong WORDS = new AtomicLong();

    private final String mark;

    /**
     * @param mark what all texts begin with, so that they can be told from those of others; a few letters
     */
    Taste(String mark) {
        this.mark = mark;
    }

    /** Whether what names something is there though it need not be. */
    boolean takesNames() {
        return true;
    }

    /** Whether another member is there that need not be. */
    boolean takes() {
        return false;
    }

    /** Whether an object without a member gets one. */
    boolean wantsSomething() {
        return true;
    }

    /** Whether the value of the table is taken. */
    boolean takesKnown() {
        return true;
    }

    /** Whether null is taken where it is possible. */
    boolean takesNull() {
        return false;
    }

    JsonNode oneOf(JsonNode choices) {
        return choices.path(0);
    }

    boolean flag() {
        return true;
    }

    JsonNode integer(JsonNode schema) {
        return StrictJson.NODES.numberNode(schema.path("minimum").asLong(1));
    }

    JsonNode number(JsonNode schema) {
        return StrictJson.NODES.numberNode(schema.path("minimum").asLong(1));
    }

    JsonNode anything() {
        return StrictJson.NODES.textNode(word());
    }

    /** Names of members that the schema does not name. */
    List<String> keys() {
        return List.of();
    }

    int size(int min, int max) {
        return Math.min(Math.max(1, min), max);
    }

    String moment() {
        return "2099-01-01T00:00:00Z";
    }

    /** A text of so many characters that nobody had before, as far as that is possible. */
    String text(int min, int max) {
        String text = word();
        return text.length() > max
                ? text.substring(text.length() - max)
                : text + "x".repeat(Math.max(0, min - text.length()));
    }

    /** A few letters and digits that nobody had before. */
    String word() {
        return mark + WORDS.incrementAndGet();
    }
}
