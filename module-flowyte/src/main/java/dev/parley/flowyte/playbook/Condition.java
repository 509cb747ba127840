package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a branch. About a variable that is not set, only {@link Operator#IS_NOT_SET} holds.
 *
 * @param handle the outcome of the branch when the condition holds; empty when it is not given yet
 * @param variable what is looked at; empty when it is not given yet
 * @param operator null when it is not given yet
 * @param value what the variable is compared with; operators that do not compare do not look at it
 */
public record Condition(
        String handle, String variable, @Nullable Operator operator, Template value) {

    /** A longer text is not read as a number: the time that takes grows faster than the text. */
    private static final int MAX_NUMBER_LENGTH = 100;

    /** How a variable is looked at; on the wire in lower case. */
    public enum Operator {
        /** The texts are the same, whatever their case. */
        EQUALS(true),
        /** The variable is set, and not to this text. */
        NOT_EQUALS(true),
        /** The text is part of the variable's, whatever their case. */
        CONTAINS(true),
        /** Both are numbers, and the variable's is greater. */
        GREATER_THAN(true),
        /** Both are numbers, and the variable's is less. */
        LESS_THAN(true),
        /** The variable has a value. */
        IS_SET(false),
        /** The variable has no value. */
        IS_NOT_SET(false);

        private final boolean compares;

        Operator(boolean compares) {
            this.compares = compares;
        }

        /** Whether it needs a value to compare with. */
        boolean compares() {
            return compares;
        }

        /** Its name on the wire. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The operator of this name on the wire, null if there is none. */
        static @Nullable Operator of(String wireName) {
            for (Operator operator : values()) {
                if (operator.wireName().equals(wireName)) {
                    return operator;
                }
            }
            return null;
        }
    }

    /** The names of the members that are still needed. */
    List<String> missing() {
        List<String> names = new ArrayList<>();
        if (handle.isEmpty()) {
            names.add("handle");
        }
        if (variable.isEmpty()) {
            names.add("variable");
        }
        if (operator == null) {
            names.add("operator");
        } else if (operator.compares() && value.text().isEmpty()) {
            names.add("value");
        }
        return Collections.unmodifiableList(names);
    }

    /** The variables it reads. */
    Set<String> reads() {
        Set<String> names = new LinkedHashSet<>();
        if (!variable.isEmpty()) {
            names.add(variable);
        }
        if (operator != null && operator.compares()) {
            names.addAll(value.variables());
        }
        return Collections.unmodifiableSet(names);
    }

    /** Whether it holds; one that is not complete never does. */
    boolean holds(Map<String, JsonNode> variables) {
        if (operator == null || !missing().isEmpty()) {
            return false;
        }
        String actual = Template.spell(variables.get(variable));
        if (actual.isEmpty()) {
            return operator == Operator.IS_NOT_SET;
        }
        String expected = value.fill(variables);
        return switch (operator) {
            case IS_SET -> true;
            case IS_NOT_SET -> false;
            case EQUALS -> actual.equalsIgnoreCase(expected);
            case NOT_EQUALS -> !actual.equalsIgnoreCase(expected);
            case CONTAINS -> actual.toLowerCase(Locale.ROOT).contains(expected.toLowerCase(Locale.ROOT));
            case GREATER_THAN -> compare(actual, expected) > 0;
            case LESS_THAN -> compare(actual, expected) < 0;
        };
    }

    /** Zero, which is neither greater nor less, when one of them is not a number. */
    private static int compare(String left, String right) {
        BigDecimal leftNumber = number(left);
        BigDecimal rightNumber = number(right);
        return leftNumber == null || rightNumber == null ? 0 : leftNumber.compareTo(rightNumber);
    }

    private static @Nullable BigDecimal number(String text) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            return null;
        }
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
