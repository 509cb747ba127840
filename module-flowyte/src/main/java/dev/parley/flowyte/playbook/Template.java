package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text with placeholders such as {@code {order_id}}. Braces around anything but a name of a variable are text like any other.
 *
 * @param text may be empty
 */
public record Template(String text) {

    /**
     * How long a filled text can be; the rest is cut off. Without a limit a loop in which a skill returns what it was given twice over
     * would double a variable each time round.
     */
    public static final int MAX_LENGTH = 10_000;

    /** The empty text. */
    public static final Template EMPTY = new Template("");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z_][a-zA-Z0-9_]*)\\}");

    /** Whether there is nothing to say. */
    public boolean isBlank() {
        return text.isBlank();
    }

    /** The variables it reads, in order. */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            names.add(placeholder.group(1));
        }
        return Collections.unmodifiableSet(names);
    }

    /** The text with the values of the variables; a variable that is not set is empty text. */
    public String fill(Map<String, JsonNode> variables) {
        StringBuilder filled = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int copied = 0;
        while (filled.length() <= MAX_LENGTH && placeholder.find()) {
            filled.append(text, copied, placeholder.start());
            filled.append(spell(variables.get(placeholder.group(1))));
            copied = placeholder.end();
        }
        if (filled.length() <= MAX_LENGTH) {
            filled.append(text, copied, text.length());
        }
        return cut(filled);
    }

    /** How a value is said: a text as it is, a number and a truth value as in JSON, arrays and objects as JSON. */
    static String spell(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    private static String cut(StringBuilder filled) {
        if (filled.length() <= MAX_LENGTH) {
            return filled.toString();
        }
        boolean splitsPair = Character.isHighSurrogate(filled.charAt(MAX_LENGTH - 1));
        return filled.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
    }
}
